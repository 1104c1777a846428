// Tasks of a component in JavaScript's queue. `mod.rs` takes the parts that are used, as of `runtime.js`.

//@ $current $enter
// The task that is running: its context, and how its promise ends.
let $current;
const $enter = (task, call) => {
  const outer = $current;
  $current = task;
  try {
    return call();
  } finally {
    $current = outer;
  }
};

//@ $task
// A call of an asynchronous export. What it answers says how it goes on: not at all, soon, or after an event in a set.
const $task = (start, callback) => new Promise((resolve, reject) => {
  const task = { context: 0, resolve, reject };
  const run = call => {
    try {
      const code = $enter(task, call);
      switch (code & 15) {
        case 0: return reject(new WebAssembly.RuntimeError("the component ended a call without a result"));
        case 1: return void setTimeout(() => run(() => callback(0, 0, 0)));
        case 2: return $await($sets.get(code >>> 4), event => run(() => callback(...event)));
        default: $broken();
      }
    } catch (error) {
      reject(error);
    }
  };
  run(start);
});

//@ $settle
const $settle = result => result.tag === "err" ? $current.reject(new ComponentError(result.val)) : $current.resolve(result.val);

//@ $subtasks $notify
// Calls of asynchronous imports that have not ended. An event waits in one until its set is asked.
const $subtasks = $table();
const $notify = subtask => {
  const { set } = subtask;
  if (!set?.wake || !subtask.event) return;
  const { wake } = set;
  set.wake = undefined;
  queueMicrotask(wake);
};

//@ $subtask
// Says that a call has returned, or has started and under which number it will tell.
const $subtask = (result, store) => {
  if (typeof result?.then !== "function") {
    store(result);
    return 2;
  }
  const task = $current, subtask = {}, handle = $subtasks.put(subtask);
  result.then(value => {
    if (subtask.cancelled) return;
    store(value);
    subtask.event = [1, handle, 2];
    $notify(subtask);
  }).catch(error => task?.reject(error));
  return handle << 4 | 1;
};

//@ $attempt
// A function whose error is a result: the value of both, now or later.
const $attempt = call => {
  const ok = val => ({ tag: "ok", val }), err = error => ({ tag: "err", val: $caught(error) });
  try {
    const result = call();
    return typeof result?.then === "function" ? result.then(ok, err) : ok(result);
  } catch (error) {
    return err(error);
  }
};

//@ $cancel
// Nothing in JavaScript stops a promise; what it brings is dropped.
const $cancel = handle => {
  const subtask = $subtasks.get(handle);
  if (subtask.event) {
    subtask.event = undefined;
    return 2;
  }
  subtask.cancelled = true;
  return 4;
};

//@ $sets $event $await
const $sets = $table();
const $event = set => {
  for (const subtask of set.members) {
    const { event } = subtask;
    subtask.event = undefined;
    if (event) return event;
  }
};
const $await = (set, use) => {
  set.wake = () => {
    const event = $event(set);
    if (event) use(event);
    else $await(set, use);
  };
  for (const subtask of set.members) $notify(subtask);
};

//@ $join
const $join = (handle, index) => {
  const subtask = $subtasks.get(handle);
  subtask.set?.members.delete(subtask);
  subtask.set = index ? $sets.get(index) : undefined;
  subtask.set?.members.add(subtask);
  $notify(subtask);
};

//@ $poll
const $poll = (index, pointer) => {
  const event = $event($sets.get(index));
  if (!event) return 0;
  const view = $view();
  view.setUint32(pointer, event[1], true);
  view.setUint32(pointer + 4, event[2], true);
  return event[0];
};

//@ $blocked
const $blocked = name => {
  throw new WebAssembly.RuntimeError(`the component waits with ${name}, and JavaScript cannot: asynchronous functions can`);
};

//@ $cancelled
const $cancelled = () => new Error("the component gave the call up before it had a result");
