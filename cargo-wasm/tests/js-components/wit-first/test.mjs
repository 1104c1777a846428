// One interface imported and exported, with a resource that is another thing on each side.
export default async (plugin, { equal, throws }) => {
  const bytes = (text) => new TextEncoder().encode(text);
  equal(plugin.describe(), "in capitals");
  equal(plugin.put({ key: "a", value: bytes("one") }), undefined);
  plugin.put({ key: "ab", value: bytes("two") });
  equal(plugin.get("a"), { key: "a", value: bytes("ONE") });
  equal(throws(() => plugin.get("b"), plugin.ComponentError, "missing").payload, { tag: "missing", val: "b" });
  const denied = { tag: "denied", val: { read: false, write: true } };
  equal(throws(() => plugin.put({ key: "no", value: [] }), plugin.ComponentError, "").payload, denied);
  const cursor = new plugin.Cursor("a");
  equal([cursor.next().key, cursor.next().value, cursor.next()], ["a", bytes("TWO"), undefined]);
};
