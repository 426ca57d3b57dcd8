// An article is built into the extension as its text.
declare module '*.news' {
  const text: string;
  export default text;
}
