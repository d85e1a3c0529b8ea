import { type Admission, type AdmissionUnit, type ApplicationUnit, unitsToBuild } from '../../src/admission/unit.ts';
import { diagnose } from '../../src/load/diagnose.ts';
import type { Finding } from '../../src/model/diagnostic.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import { type BuiltObject, readBuilt } from '../../src/render/built-object.ts';
import { fleetVariables } from '../../src/render/fleet-variables.ts';
import { type Files, readFleet } from '../support/fleet.ts';

/** The one object that a text is. */
export function built(text: string): BuiltObject {
  const [object, ...more] = readBuilt(text);
  if (!object || more.length > 0) throw new Error(`this is not one object: ${text}`);
  return object;
}

/**
 * What Kustomize would have made of a fleet: the texts are given by the names of applications and, with `ns/` in front,
 * of namespaces; `till/small` stands for one variant. What is not given brings nothing.
 */
export function admissionOf(resolution: Resolution, texts: Files): Admission {
  const objectsOf = (name: string, variant: string) => readBuilt(texts[`${name}/${variant}`] ?? texts[name] ?? '');
  const applications: ApplicationUnit[] = [];
  const namespaces: AdmissionUnit[] = [];
  for (const unit of unitsToBuild(resolution)) {
    const { variant } = unit;
    if (variant.kind === 'namespace')
      namespaces.push({ ...unit, objects: objectsOf(`ns/${variant.applied.name}`, variant.name) });
    else applications.push({ ...unit, variant, objects: objectsOf(variant.applied.name, variant.name) });
  }
  return { applications, namespaces, variables: fleetVariables(resolution) };
}

type Check = (admission: Admission, resolution: Resolution) => Finding[];

/** Holds what is built against a fleet: `file:line severity message`, and the hint in parentheses. */
export function refused(check: Check, files: Files, texts: Files): string[] {
  const encoder = new TextEncoder();
  return diagnose(findingsOf(check, files, texts), (path) => encoder.encode(files[path] ?? '')).map(
    ({ file, line, severity, message, hint }) => `${file}:${line} ${severity} ${message}${hint ? ` (${hint})` : ''}`,
  );
}

/** The same as messages alone. */
export function messagesOf(check: Check, files: Files, texts: Files): string[] {
  return findingsOf(check, files, texts).map(({ message }) => message);
}

/** The findings themselves. Throws where the fleet has errors of another sort. */
export function findingsOf(check: Check, files: Files, texts: Files): Finding[] {
  const { resolution, lines } = readFleet(files);
  const broken = lines.filter((line) => / RE[1-4]\d\d /.test(line));
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return check(admissionOf(resolution, texts), resolution);
}
