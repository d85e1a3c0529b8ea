/** The message of a commit without what a deploy says of the time and the program, which most tests are not about. */
export function saidIn(message: string): string {
  return message
    .trimEnd()
    .replace(/\nTime: \S+\nResedge: \S+$/, '')
    .trimEnd();
}
