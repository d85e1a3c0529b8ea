export function kindTypes(): Promise<string>;
