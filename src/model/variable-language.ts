/**
 * The label or annotation by which an object says that what looks like a variable in it is text. It is part of the
 * language in which variables are written, and that is Flux's, whoever replaces them.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
export const leftAlone = { key: 'kustomize.toolkit.fluxcd.io/substitute', value: 'disabled' } as const;
