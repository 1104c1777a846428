//! An executor with a queue and real wakers; join and yield written by hand.
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::hint::black_box as b;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, atomic::{AtomicU32, Ordering}};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)] struct Queue { ready: Mutex<VecDeque<usize>>, wakes: AtomicU32 }
struct Task(usize, Arc<Queue>);
impl Wake for Task { fn wake(self: Arc<Self>) { self.1.wakes.fetch_add(1, Ordering::Relaxed); self.1.ready.lock().unwrap().push_back(self.0); } }
#[derive(Default)] struct Exec { tasks: Vec<Option<Pin<Box<dyn Future<Output = ()>>>>>, queue: Arc<Queue> }
impl Exec {
    fn spawn(&mut self, f: impl Future<Output = ()> + 'static) { self.queue.ready.lock().unwrap().push_back(self.tasks.len()); self.tasks.push(Some(Box::pin(f))); }
    fn run(&mut self) -> u32 {
        let mut polls = 0;
        loop {
            let Some(id) = self.queue.ready.lock().unwrap().pop_front() else { return polls };
            let waker: Waker = Arc::new(Task(id, self.queue.clone())).into();
            if let Some(t) = &mut self.tasks[id] { polls += 1; if t.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() { self.tasks[id] = None; } }
        }
    }
}
fn pause() -> impl Future<Output = ()> { let mut done = false; poll_fn(move |cx| if std::mem::replace(&mut done, true) { Poll::Ready(()) } else { cx.waker().wake_by_ref(); Poll::Pending }) }
async fn join<A: Future, B: Future>(a: A, c: B) -> (A::Output, B::Output) {
    let (mut a, mut c) = (Box::pin(a), Box::pin(c));
    let (mut x, mut y) = (None, None);
    poll_fn(move |cx| {
        if x.is_none() && let Poll::Ready(v) = a.as_mut().poll(cx) { x = Some(v); }
        if y.is_none() && let Poll::Ready(v) = c.as_mut().poll(cx) { y = Some(v); }
        if x.is_some() && y.is_some() { Poll::Ready((x.take().unwrap(), y.take().unwrap())) } else { Poll::Pending }
    }).await
}
async fn count(name: &'static str, n: u32, log: Rc<RefCell<Vec<String>>>) -> u32 { let mut s = 0; for i in 0..n { log.borrow_mut().push(format!("{name}{i}")); pause().await; s += i; } s }

fn main() {
    let log = Rc::new(RefCell::new(vec![]));
    let total = Rc::new(Cell::new(0));
    let mut e = Exec::default();
    for (name, n) in [("a", 3), ("b", b(1)), ("c", 0)] { let (l, t) = (log.clone(), total.clone()); e.spawn(async move { t.set(t.get() + count(name, n, l).await); }); }
    let l = log.clone();
    e.spawn(async move { let (x, y) = join(count("x", 2, l.clone()), async { pause().await; "y" }).await; l.borrow_mut().push(format!("{x}{y}")); });
    println!("{}", e.run());
    println!("{} {}", log.borrow().join(" "), total.get());
    println!("{} {}", e.queue.wakes.load(Ordering::Relaxed), e.tasks.iter().filter(|t| t.is_some()).count());
}
