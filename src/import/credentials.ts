const telling =
  /\bkind["']?\s*:\s*["']?(?:Config|Secret)\b|client-key|client-certificate|certificate-authority|bearer|token|passw|secret|credential/i;

/** Whether a text that cannot be read may be one that holds credentials, such as a kubeconfig. */
export function mayHoldCredentials(text: string): boolean {
  return telling.test(text);
}
