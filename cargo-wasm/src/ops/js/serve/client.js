// In every page that `cargo wasm serve` sends: reloads it after a build, and shows what was wrong with one.
// The build that the server last told of, and the one that this page was sent after: what it loads may come from a later one.
let seen = 0;
let made = Number(new URL(import.meta.url).searchParams.get("build"));
let overlay;

function show(text) {
  overlay?.remove();
  overlay = undefined;
  if (text === undefined) return;
  console.error(`The build failed: ${text}`);
  overlay = document.createElement("div");
  overlay.id = "wasmrust-overlay";
  overlay.style = "position: fixed; inset: 0; overflow: auto; z-index: 2147483647; padding: 2em; background: #1b1b1ff0; color: #eee";
  const head = document.createElement("h1");
  head.style = "font: bold 18px sans-serif; color: #ff6b6b; margin: 0 0 1em";
  head.textContent = "The build failed";
  const pre = document.createElement("pre");
  pre.style = "font: 14px/1.4 monospace; white-space: pre-wrap; margin: 0";
  // Places, such as `src/lib.rs:12:5`, stand out.
  for (const part of text.split(/(\S+\.(?:rs|toml|js|wit):\d+(?::\d+)?)/)) {
    const span = document.createElement("span");
    if (/\.(?:rs|toml|js|wit):\d/.test(part)) span.style = "color: #ffd166; font-weight: bold";
    span.textContent = part;
    pre.append(span);
  }
  overlay.append(head, pre);
  document.body.append(overlay);
}

for (;;) {
  try {
    const response = await fetch(`/__wasmrust/state?seen=${seen}`, { cache: "no-store" });
    const state = await response.json();
    if (state.error === null && state.build !== (seen || made)) location.reload();
    seen = state.build;
    show(state.error ?? undefined);
  } catch {
    // The server was ended; when it is back, so is the page. It counts from the beginning then.
    seen = 0;
    made = -1;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
