// The smallest program that does something.
export default async (hello, { equal }) => {
  const log = console.log, lines = [];
  console.log = (line) => lines.push(line);
  hello.hello();
  console.log = log;
  equal(lines, ["Hello, world!"]);
};
