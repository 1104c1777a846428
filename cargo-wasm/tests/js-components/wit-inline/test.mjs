// A world in WIT: the only interface that it exports has its functions in the package itself.
export default async (inline, { equal }) => {
  equal(inline.add({ left: 1, type: "abc" }, Uint32Array.of(10, 20)), 34);
};
