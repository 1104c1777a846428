
// Where places in the code are in the source, by the line tables that a development module carries (DWARF 5, section 6.2; in
// WebAssembly addresses count from the code section's beginning). Called after a trap only.
function locate(module, places) {
  const section = (name) => {
    const [bytes] = WebAssembly.Module.customSections(module, name);
    return bytes && new DataView(bytes);
  };
  const lines = section(".debug_line"), map = section("wasmrust.code"), found = places.map(() => undefined);
  places = places.map((place) => place - CODE);
  if (map) places = origins(new Reader(map, 0), places);
  for (let at = 0; lines && at + 4 < lines.byteLength; at += 4 + lines.getUint32(at, true)) {
    const unit = new Unit(lines, at);
    unit.run((low, high, row) => {
      places.forEach((place, i) => {
        if (low <= place && place < high) found[i] = { unit, ...row };
      });
    });
  }
  return found.map((row) => row && row.line && `${row.unit.file(row.file, section)}:${row.line}:${row.column || 1}`);
}

// Where places were in the module as it was linked, for which the tables are (`postlink::CODE_MAP`).
function origins(map, places) {
  const found = places.map(() => undefined);
  let start = 0;
  for (let count = map.leb(); count; count--) {
    start += map.leb();
    const end = start + map.leb();
    let ahead = map.leb() - start, from = start;
    const within = (to) => places.forEach((place, i) => {
      if (from <= place && place < to) found[i] = place + ahead;
    });
    for (let steps = map.leb(); steps; steps--) {
      const to = from + map.leb();
      within(to);
      from = to;
      ahead += map.leb(64);
    }
    within(end);
  }
  return found;
}

class Reader {
  constructor(view, at) {
    this.view = view;
    this.at = at;
  }
  uint(bytes) {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += this.view.getUint8(this.at++) * 2 ** (8 * i);
    return value;
  }
  // LEB128, signed if `sign` is 64.
  leb(sign) {
    let value = 0, factor = 1, byte;
    do {
      byte = this.view.getUint8(this.at++);
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte & 128);
    return byte & sign ? value - factor : value;
  }
  text(view = this.view, at = this.at) {
    let end = at;
    while (view.getUint8(end)) end++;
    if (view === this.view) this.at = end + 1;
    return new TextDecoder().decode(new Uint8Array(view.buffer, at, end - at));
  }
}

// One line number program.
class Unit extends Reader {
  constructor(view, at) {
    super(view, at);
    this.end = this.uint(4) + at + 4;
    this.version = this.uint(2);
    if (this.version > 4) this.at += 2;
    this.program = this.uint(4) + this.at;
    this.minimum = this.uint(1);
    this.at += this.version > 3 ? 2 : 1;
    this.base = view.getInt8(this.at++);
    this.range = this.uint(1);
    this.lengths = Array.from({ length: this.uint(1) }, (_, i) => (i ? this.uint(1) : 0));
    this.names = this.at;
  }
  // Calls `emit` with the addresses between which a row holds.
  run(emit) {
    this.at = this.program;
    const first = { address: 0, file: 1, line: 1, column: 0 };
    let row = { ...first }, last;
    const next = (ends) => {
      // Functions that the linker dropped begin at 0, where no function can be.
      if (last?.start && last.address < row.address) emit(last.address, row.address, last);
      last = ends ? undefined : { ...row, start: last ? last.start : row.address };
    };
    const advance = (by) => (row.address += by * this.minimum);
    while (this.at < this.end) {
      const op = this.uint(1);
      if (op >= this.lengths.length) {
        const special = op - this.lengths.length;
        advance(Math.floor(special / this.range));
        row.line += this.base + (special % this.range);
        next();
      } else if (op === 0) {
        const length = this.leb(), after = this.at + length, extended = this.uint(1);
        if (extended === 1) {
          next(true);
          row = { ...first };
        } else if (extended === 2) row.address = this.uint(length - 1);
        this.at = after;
      } else if (op === 1) next();
      else if (op === 2) advance(this.leb());
      else if (op === 3) row.line += this.leb(64);
      else if (op === 4) row.file = this.leb();
      else if (op === 5) row.column = this.leb();
      else if (op === 8) advance(Math.floor((255 - this.lengths.length) / this.range));
      else if (op === 9) row.address += this.uint(2);
      else for (let i = 0; i < this.lengths[op]; i++) this.leb();
    }
  }
  // The path of a file by its number.
  file(number, section) {
    this.at = this.names;
    if (this.version > 4) {
      const [directories, files] = [this.table(section), this.table(section)];
      return join(directories[files[number]?.[2]]?.[1], files[number]?.[1]);
    }
    const directories = [undefined], files = [undefined];
    while (this.view.getUint8(this.at)) directories.push(this.text());
    this.at++;
    while (this.view.getUint8(this.at)) {
      files.push({ name: this.text(), directory: this.leb() });
      this.leb();
      this.leb();
    }
    return join(directories[files[number]?.directory], files[number]?.name);
  }
  // The entries of a table of version 5, each as an object by the kind of content: 1 a path, 2 the index of its directory.
  table(section) {
    const formats = Array.from({ length: this.uint(1) }, () => [this.leb(), this.leb()]);
    return Array.from({ length: this.leb() }, () => Object.fromEntries(formats.map(([kind, form]) => [kind, this.form(form, section)])));
  }
  form(form, section) {
    const sizes = { 0x0b: 1, 0x05: 2, 0x06: 4, 0x07: 8, 0x1e: 16 };
    if (form === 0x08) return this.text();
    if (form === 0x1f || form === 0x0e) return this.text(section(form === 0x1f ? ".debug_line_str" : ".debug_str"), this.uint(4));
    if (form === 0x0f) return this.leb();
    if (sizes[form]) return this.uint(sizes[form]);
    throw new Error(`DWARF form ${form}`);
  }
}

const join = (directory, name = "?") => (directory && !name.startsWith("/") ? `${directory}/${name}` : name);

// Names of functions as they are in the source. wasm-bindgen has done this where it was; of Rust's newer mangling only plain paths
// are read (RFC 2603).
const demangled = (line) => line.replace(/_ZN[\w$.]+|_R[\w.]+/g, (symbol) => {
  const plain = /^_R(?:N[A-Za-z])*C(?:s[0-9A-Za-z]*_)?/.exec(symbol);
  if (symbol.startsWith("_R") && !plain) return symbol;
  const parts = [];
  let rest = symbol.slice(plain ? plain[0].length : 3);
  // The newer mangling has a mark between the length and a name that begins as a number could go on.
  for (let length; (length = (plain ? /^(\d+)_?/ : /^(\d+)/).exec(rest)); ) {
    const end = length[0].length + Number(length[1]);
    parts.push(rest.slice(length[0].length, end));
    rest = rest.slice(end);
  }
  if (plain && rest) return symbol;
  if (/^h[0-9a-f]{16}$/.test(parts.at(-1))) parts.pop();
  const letters = { LT: "<", GT: ">", C: ",", RF: "&", BP: "*", LP: "(", RP: ")", SP: "@" };
  return parts.join("::").replace(/(^|::)_(?=\$)/g, "$1").replaceAll("..", "::")
    .replace(/\$u([0-9a-f]+)\$/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/\$([A-Z]+)\$/g, (all, name) => letters[name] ?? all);
});
