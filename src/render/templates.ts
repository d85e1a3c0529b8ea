import { compileTemplate, type Template } from './substitute.ts';

/** The template of a text, or why it is none. */
export type TemplateOf = (text: string) => Template | { readonly message: string };

/** Compiles each text once: few texts stand in many objects. */
export function rememberTemplates(): TemplateOf {
  const known = new Map<string, ReturnType<TemplateOf>>();
  return (text) => {
    const template = known.get(text) ?? compileTemplate(text);
    known.set(text, template);
    return template;
  };
}
