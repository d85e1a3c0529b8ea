/** A namespace, or an application in one, as it is delivered or should be. */
export interface DeliveredUnit {
  /** Equal for what is the same in all: its content, its own variables, and what it is applied after. */
  readonly key: string;
  readonly namespace: string;
  /** Undefined: the namespace itself. */
  readonly application: string | undefined;
  readonly variant: string;
  /** The folder with what it is made of, counted from the fleet root: the same for the same content. */
  readonly content: string;
}

/** Something of a cluster that waits, and why and until when, for people. */
export interface ToldWait {
  /** `namespace shop`, `variables`, `cluster` for all of it. */
  readonly what: string;
  readonly text: string;
  /** When it may move as things are now, in milliseconds since 1970; undefined: not known, or not within a year. */
  readonly until: number | undefined;
}

/** What was delivered to a cluster, and what it would wait for if all were deployed now. */
export interface ClusterDelivery {
  readonly has: readonly DeliveredUnit[];
  readonly wants: readonly DeliveredUnit[];
  readonly waits: readonly ToldWait[];
}

/** What a cluster has and should not have any more. */
export function leavingOf({ has, wants }: ClusterDelivery): DeliveredUnit[] {
  return has.filter((unit) => !wants.some((other) => isSameUnit(unit, other)));
}

/** What keeps a unit as it is; undefined: nothing. */
export function waitFor({ waits }: ClusterDelivery, { namespace }: DeliveredUnit): ToldWait | undefined {
  return waits.find(({ what }) => what === 'cluster' || what === `namespace ${namespace}`);
}

function isSameUnit(a: DeliveredUnit, b: DeliveredUnit): boolean {
  return a.namespace === b.namespace && a.application === b.application;
}
