import type { ErrorObject } from 'ajv';
import { minimatch } from 'minimatch';
import type { Finding } from '../model/diagnostic.ts';
import type { Item } from '../model/inventory.ts';
import type { PolicyRule } from '../model/kinds/policy.ts';
import type { Policy } from '../model/kinds.ts';
import type { Path } from '../model/place.ts';
import { valueAt } from '../model/record.ts';
import type { Resolution } from '../model/resolution.ts';
import { schemaRule } from '../model/rules/re102-schema.ts';
import { policyViolated } from '../model/rules/re601-policy-violated.ts';
import { isHiddenAt } from '../model/secrets.ts';
import { textOf } from '../model/text-of.ts';
import type { BuiltObject } from '../render/built-object.ts';
import { askByCluster } from '../render/by-cluster.ts';
import { assertionAjv } from '../validate/check-assertions.ts';
import { fieldName } from '../validate/field-words.ts';
import { Endless, type Judge, judgeOf } from '../validate/foreign-schemas.ts';
import { explainErrors } from '../validate/schema-errors.ts';
import { createCauses } from './causes.ts';
import { type Admission, type AdmissionUnit, objectTitle } from './unit.ts';
import { writtenPlace } from './written-place.ts';

/** A rule of a policy, ready to be held against objects. */
interface Assertion {
  readonly policy: Item<Policy>;
  readonly rule: PolicyRule;
  readonly judge: Judge;
}

/** A field that does not meet an assertion, and what is wrong with it in words. */
interface Violation {
  readonly path: Path;
  readonly text: string;
}

/** Objects that break rules of the policies of their namespace (RE601). A rule that comes to no end is the last that is asked. */
export function checkPolicies(admission: Admission, { inventory }: Resolution): Finding[] {
  const causes = createCauses(inventory);
  const { variables } = admission;
  for (const { object, unit, assertion } of questionsOf(admission, compileRules(inventory.policies))) {
    try {
      for (const { cause, clusters } of violationsIn(object, { ...unit, variables }, assertion))
        causes.add(cause, clusters);
    } catch (error) {
      if (!(error instanceof Endless)) throw error;
      return [endlessFinding(assertion, error.message), ...causes.findings()];
    }
  }
  return causes.findings();
}

/** An assertion, and an object that it is about. */
interface Question {
  readonly object: BuiltObject;
  readonly unit: AdmissionUnit;
  readonly assertion: Assertion;
}

function* questionsOf({ applications, namespaces }: Admission, assertions: readonly Assertion[]): Iterable<Question> {
  for (const unit of [...namespaces, ...applications]) {
    const inForce = assertions.filter(({ policy }) => unit.home.spec.policies.includes(policy.name));
    for (const object of inForce.length === 0 ? [] : unit.objects)
      for (const assertion of inForce.filter(({ rule }) => isAboutKind(rule, object, unit)))
        yield { object, unit, assertion };
  }
}

/** What of an object does not meet an assertion, with the clusters where that is so. Throws Endless. */
function* violationsIn(
  object: BuiltObject,
  audience: AdmissionUnit & Pick<Admission, 'variables'>,
  { policy, rule, judge }: Assertion,
) {
  const answers = askByCluster(object, audience, (value) =>
    isAbout(rule, value, audience) ? violations(judge, value) : [],
  );
  for (const { value: found, clusters } of answers) {
    for (const { path, text } of found) {
      const isSecret = object.kind === 'Secret' || isHiddenAt(object.value, path);
      const cause = {
        rule: policyViolated,
        severity: rule.severity,
        place: writtenPlace(audience, object, path),
        about: `${objectTitle(object, audience)} breaks ${policy.name}/${rule.name} at ${fieldName(path)}`,
        why: withoutStop(rule.message ?? (isSecret ? 'it does not meet the assertion' : text)),
        hint: hintFor(policy),
      };
      yield { cause: isSecret ? { ...cause, confidential: true } : cause, clusters };
    }
  }
}

function endlessFinding({ policy: { source }, rule }: Assertion, why: string): Finding {
  return {
    rule: schemaRule,
    message: `objects cannot be held against the assertion of rule ${rule.name}: ${why}`,
    place: { file: source.file, document: source.document, path: ['spec', 'rules'] },
  };
}

/** The rules of all policies; those that are no JSON Schema are found where files are checked on their own. */
function compileRules(policies: readonly Item<Policy>[]): Assertion[] {
  const ajv = assertionAjv();
  return policies.flatMap((policy) =>
    policy.spec.rules.map((rule) => ({ policy, rule, judge: judgeOf(ajv, rule.assert) })),
  );
}

/** What a namespace is made of nobody wrote in a manifest: a rule is about that only where it names the kind. */
function isAboutKind({ match }: PolicyRule, { kind }: BuiltObject, { variant }: AdmissionUnit): boolean {
  return variant.kind === 'application' ? fits(match.kinds, kind) : match.kinds?.includes(kind) === true;
}

/** Whether a rule is about the object with the name that it has on a cluster. */
function isAbout({ match }: PolicyRule, value: unknown, { home }: AdmissionUnit): boolean {
  const text = (field: string) => textOf(valueAt(value, ['metadata', field]) ?? '');
  if (match.names && !fits(match.names, text('name'))) return false;
  return !match.namespaces || fits(match.namespaces, text('namespace') || home.namespace.name);
}

function fits(patterns: readonly string[] | undefined, text: string): boolean {
  return patterns === undefined || patterns.some((pattern) => pattern === text || minimatch(text, pattern));
}

function violations(judge: Judge, value: unknown): Violation[] {
  const errors = outermost(judge(value));
  return explainErrors(errors, { index: 0, value }, { file: '' }).map(({ place, message }) => ({
    path: place.path ?? [],
    text: message,
  }));
}

/** Where one of several schemas has to be met, the errors of all of them would only confuse. */
function outermost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => ['anyOf', 'oneOf', 'contains', 'not'].includes(keyword));
  const isInside = (error: ErrorObject) =>
    choices.some(
      (choice) =>
        choice !== error &&
        errors.indexOf(error) < errors.indexOf(choice) &&
        (error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`)),
    );
  const outside = errors.filter((error) => !isInside(error));
  const telling = outside.filter(({ keyword }) => keyword !== 'if');
  return telling.length > 0 ? telling : outside;
}

/** Messages of people end with a full stop, those of findings do not. */
function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

function hintFor({ name, spec }: Item<Policy>): string {
  const { owners } = spec;
  const whom = owners.length === 0 ? `the owners of policy/${name}` : `${owners.join(', ')}, who own policy/${name}`;
  return `Correct it there, or talk to ${whom}.`;
}
