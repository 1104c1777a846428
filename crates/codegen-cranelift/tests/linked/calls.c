// The other side of calls.wasmir.
typedef __int128 wide;
struct big { long long a, b, c; };

extern int ours_add(int a, int b);
extern int ours_number;
extern int ours_text_length(void);
extern unsigned char ours_narrow(unsigned char a, signed char b);

int theirs_number = 40;
const char theirs_text[] = "hello";

int theirs_twice(int a) { return ours_add(a, a); }
wide theirs_wide(wide a, wide b) { return a - b; }
struct big theirs_big(long long a) {
    struct big it = {a, a + 1, a + 2};
    return it;
}
int theirs_apply(int (*f)(int, int), int a) { return f(a, 1); }
static int minus(int a, int b) { return a - b; }
int (*theirs_pointer(void))(int, int) { return minus; }
int theirs_reads(void) { return ours_number; }
int theirs_narrow(int a, int b) { return ours_narrow((unsigned char)a, (signed char)b); }
__attribute__((weak)) int maybe_weak(void) { return 1; }
signed char theirs_signed(int a) { return (signed char)a; }
