// json_pretty: checks the JSON text (RFC 8259) on stdin and writes it indented by two spaces a level.
//
// Strings and numbers are copied as they stand. Nesting is kept on the heap, so its depth is not limited by the stack.

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
    char *data;
    size_t length, capacity;
};

// The text, which ends in a NUL that is not part of it, and how far it has been read.
static struct buffer input;
static size_t pos;

// The closing bracket of every array and object that is open.
static struct buffer open_brackets;

static struct buffer out;

static void reserve(struct buffer *buffer, size_t more) {
    if (buffer->capacity - buffer->length >= more)
        return;
    size_t capacity = 2 * buffer->capacity + more;
    char *data = realloc(buffer->data, capacity);
    if (!data)
        exit(1);
    buffer->data = data;
    buffer->capacity = capacity;
}

static void append(struct buffer *buffer, const char *data, size_t length) {
    reserve(buffer, length);
    memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
}

static void push(struct buffer *buffer, char byte) {
    append(buffer, &byte, 1);
}

_Noreturn static void fail(size_t offset, const char *message) {
    fprintf(stderr, "json_pretty: byte %zu: %s\n", offset, message);
    exit(1);
}

// The next byte, or EOF.
static int peek(void) {
    return pos < input.length ? (unsigned char)input.data[pos] : EOF;
}

static void skip_space(void) {
    int byte;
    while ((byte = peek()) == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
        pos++;
}

static void new_line(void) {
    push(&out, '\n');
    for (size_t i = 0; i < open_brackets.length; i++)
        append(&out, "  ", 2);
}

// A string, with the position at its opening quote.
static void string(void) {
    size_t start = pos++;
    int byte;
    while ((byte = peek()) != '"') {
        if (byte == EOF)
            fail(pos, "unterminated string");
        if (byte < ' ')
            fail(pos, "control character in string");
        pos++;
        if (byte != '\\')
            continue;
        switch (peek()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            break;
        case 'u':
            for (int i = 0; i < 4; i++) {
                pos++;
                if (peek() == EOF || !isxdigit(peek()))
                    fail(pos, "expected a hexadecimal digit");
            }
            break;
        default:
            fail(pos, "invalid escape");
        }
        pos++;
    }
    pos++;
    append(&out, input.data + start, pos - start);
}

static bool at_digit(void) {
    int byte = peek();
    return byte >= '0' && byte <= '9';
}

static void digits(void) {
    if (!at_digit())
        fail(pos, "expected a digit");
    while (at_digit())
        pos++;
}

static void number(void) {
    size_t start = pos;
    if (peek() == '-')
        pos++;
    // Nothing but a fraction or an exponent may follow a leading zero.
    if (peek() == '0')
        pos++;
    else
        digits();
    if (peek() == '.') {
        pos++;
        digits();
    }
    if (peek() == 'e' || peek() == 'E') {
        pos++;
        if (peek() == '+' || peek() == '-')
            pos++;
        digits();
    }
    append(&out, input.data + start, pos - start);
}

static void literal(const char *word) {
    size_t length = strlen(word);
    // The NUL at the end of the input ends the comparison.
    if (strncmp(input.data + pos, word, length) != 0)
        fail(pos, "expected a value");
    pos += length;
    append(&out, word, length);
}

// The name of a member and its colon.
static void name(void) {
    skip_space();
    if (peek() != '"')
        fail(pos, "expected a string");
    string();
    skip_space();
    if (peek() != ':')
        fail(pos, "expected `:`");
    pos++;
    append(&out, ": ", 2);
}

// What stands before the next value: nothing, or in an object a name.
static void before_value(void) {
    new_line();
    if (open_brackets.data[open_brackets.length - 1] == '}')
        name();
}

// A value up to and with its end, or, if it holds others, up to the first of them; whether that was its end.
static bool value(void) {
    skip_space();
    int byte = peek();
    switch (byte) {
    case '[':
    case '{': {
        int close = byte == '[' ? ']' : '}';
        push(&out, byte);
        pos++;
        skip_space();
        if (peek() != close) {
            push(&open_brackets, close);
            before_value();
            return false;
        }
        push(&out, close);
        pos++;
        break;
    }
    case '"':
        string();
        break;
    case 't':
        literal("true");
        break;
    case 'f':
        literal("false");
        break;
    default:
        if (byte == '-' || at_digit())
            number();
        else
            literal("null");
    }
    return true;
}

static void text(void) {
    for (;;) {
        while (!value())
            ;
        // After a value: the end of what is open, until a comma asks for another value.
        for (;;) {
            skip_space();
            int next = peek();
            if (open_brackets.length == 0) {
                if (next != EOF)
                    fail(pos, "expected the end");
                return;
            }
            char close = open_brackets.data[open_brackets.length - 1];
            if (next == ',') {
                pos++;
                push(&out, ',');
                before_value();
                break;
            }
            if (next != close)
                fail(pos, "expected `,` or a closing bracket");
            pos++;
            open_brackets.length--;
            new_line();
            push(&out, close);
        }
    }
}

// Well-formed UTF-8 as in table 3-7 of the Unicode Standard: only the second byte has a range that depends on the first.
static void check_utf8(void) {
    const unsigned char *bytes = (const unsigned char *)input.data;
    size_t i = 0;
    while (i < input.length) {
        unsigned char lead = bytes[i];
        unsigned char low = 0x80, high = 0xbf;
        int trail;
        if (lead < 0x80)
            trail = 0;
        else if (lead >= 0xc2 && lead <= 0xdf)
            trail = 1;
        else if (lead >= 0xe0 && lead <= 0xef)
            trail = 2;
        else if (lead >= 0xf0 && lead <= 0xf4)
            trail = 3;
        else
            fail(i, "invalid UTF-8");
        if (lead == 0xe0)
            low = 0xa0;
        else if (lead == 0xed)
            high = 0x9f;
        else if (lead == 0xf0)
            low = 0x90;
        else if (lead == 0xf4)
            high = 0x8f;
        // The NUL at the end of the input is no trailing byte.
        for (int k = 1; k <= trail; k++) {
            if (bytes[i + k] < low || bytes[i + k] > high)
                fail(i, "invalid UTF-8");
            low = 0x80;
            high = 0xbf;
        }
        i += 1 + trail;
    }
}

int main(void) {
    size_t count;
    do {
        reserve(&input, 8192);
        count = fread(input.data + input.length, 1, input.capacity - input.length, stdin);
        input.length += count;
    } while (count > 0);
    if (ferror(stdin))
        return 1;
    input.data[input.length] = '\0';

    check_utf8();
    text();
    push(&out, '\n');
    fwrite(out.data, 1, out.length, stdout);
    return fflush(stdout) != 0 || ferror(stdout);
}
