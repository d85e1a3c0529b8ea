import type { Rule } from '../diagnostic.ts';
import { yamlSyntax } from './re101-yaml-syntax.ts';
import { schemaRule } from './re102-schema.ts';
import { duplicateName } from './re201-duplicate-name.ts';
import { unknownReference } from './re202-unknown-reference.ts';
import { cycle } from './re203-cycle.ts';
import { expressionSyntax } from './re301-expression-syntax.ts';
import { selectsNothing } from './re302-selects-nothing.ts';
import { pathMissing } from './re401-path-missing.ts';
import { kustomizationInvalid } from './re402-kustomization-invalid.ts';
import { undefinedVariable } from './re403-undefined-variable.ts';
import { overlayConflict } from './re404-overlay-conflict.ts';
import { dependencyNotPlaced } from './re405-dependency-not-placed.ts';
import { pathEscapes } from './re406-path-escapes.ts';
import { ambiguousValue } from './re407-ambiguous-value.ts';
import { variableChangesType } from './re408-variable-changes-type.ts';
import { objectOwnedTwice } from './re409-object-owned-twice.ts';
import { applicationBringsNamespace } from './re410-application-brings-namespace.ts';
import { invalidName } from './re411-invalid-name.ts';
import { immutableChange } from './re412-immutable-change.ts';
import { movedFromSystem } from './re413-moved-from-system.ts';
import { filledInTooEarly } from './re414-filled-in-too-early.ts';
import { overSubscribed } from './re501-over-subscribed.ts';
import { requestPending } from './re502-request-pending.ts';
import { quotaUnbounded } from './re503-quota-unbounded.ts';
import { neverStarts } from './re504-never-starts.ts';
import { limitsContradict } from './re505-limits-contradict.ts';
import { policyViolated } from './re601-policy-violated.ts';
import { outsideItsNamespace } from './re602-outside-its-namespace.ts';
import { timeZoneRule } from './re701-time-zone.ts';
import { windowRule } from './re702-window.ts';
import { neverOpens } from './re703-never-opens.ts';
import { stale } from './re801-stale.ts';
import { editedByHand } from './re802-edited-by-hand.ts';
import { generatedOnABranch } from './re803-generated-on-a-branch.ts';
import { folderTooWide } from './re804-folder-too-wide.ts';
import { foreignFiles } from './re805-foreign-files.ts';
import { secretInValues } from './re901-secret-in-values.ts';

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  yamlSyntax,
  schemaRule,
  duplicateName,
  unknownReference,
  cycle,
  expressionSyntax,
  selectsNothing,
  pathMissing,
  kustomizationInvalid,
  undefinedVariable,
  overlayConflict,
  dependencyNotPlaced,
  pathEscapes,
  ambiguousValue,
  variableChangesType,
  objectOwnedTwice,
  applicationBringsNamespace,
  invalidName,
  immutableChange,
  movedFromSystem,
  filledInTooEarly,
  overSubscribed,
  requestPending,
  quotaUnbounded,
  neverStarts,
  limitsContradict,
  policyViolated,
  outsideItsNamespace,
  timeZoneRule,
  windowRule,
  neverOpens,
  stale,
  editedByHand,
  generatedOnABranch,
  folderTooWide,
  foreignFiles,
  secretInValues,
];
