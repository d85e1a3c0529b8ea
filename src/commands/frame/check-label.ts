const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether an answer will do as a name: true, or what a name is. */
export function checkLabel(answer: string): true | string {
  return (
    label.test(answer) ||
    'a name has lower-case letters, digits and "-", at most 63, and begins and ends with a letter or digit'
  );
}
