// The filter of the API as it was first drawn up.
export default async (filter, { equal, throws }) => {
  equal(filter.sharpen(Uint8Array.of(1, 2, 60), 3, 1), Uint8Array.of(5, 10, 44));
  equal(filter.sharpen([1, 2, 3], 3, 1), Uint8Array.of(5, 10, 15));
  throws(() => filter.sharpen(5, 3, 1), TypeError, "expected a list, such as Uint8Array, got number 5");
};
