import { refusalOf, requested, takesIn } from '../model/agreement.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Application, Namespace } from '../model/kinds.ts';
import { requestPending } from '../model/rules/re502-request-pending.ts';

type Agreeing = Pick<Inventory, 'applications' | 'namespaces'>;

/** An application that waits for a namespace. */
export interface OpenRequest {
  readonly application: Item<Application>;
  /** The namespace that it waits for. */
  readonly namespace: Item<Namespace>;
  /** By `spec.requests`, and not by `spec.namespace`. */
  readonly asks: boolean;
  /** Why the namespace turned it down; undefined if it did not. */
  readonly refusal: string | undefined;
}

/**
 * The applications that wait for a namespace, in the order of their names. One that asks to move waits for that,
 * whatever the namespace says that it is in.
 */
export function openRequests({ applications, namespaces }: Agreeing): OpenRequest[] {
  const byName = new Map(namespaces.map((namespace) => [namespace.name, namespace]));
  return applications.flatMap((application) => {
    const asked = requested(application.spec);
    const wanted = asked ?? application.spec.namespace;
    const namespace = wanted === undefined ? undefined : byName.get(wanted);
    if (!namespace) return [];
    const asks = asked !== undefined;
    const refusal = refusalOf(namespace.spec, application.name)?.refusal.reason;
    return asks || !takesIn(namespace.spec, application.name) ? [{ application, namespace, asks, refusal }] : [];
  });
}

/** Finds what one side alone has said: applications that wait for a namespace, namespaces that wait for an application. */
export function findRequests(inventory: Agreeing): Finding[] {
  const applications = new Map(inventory.applications.map((application) => [application.name, application]));
  return [
    ...openRequests(inventory).map(waiting),
    ...inventory.namespaces.flatMap((namespace) => unasked(namespace, applications)),
  ];
}

function waiting(request: OpenRequest): Finding {
  const { application, namespace, asks, refusal } = request;
  const again = `Ask again: resedge request ${application.name} ${namespace.name} --again (--withdraw takes it back)`;
  const decide = `An operator decides: resedge approve ${application.name}`;
  return {
    rule: requestPending,
    message: whyWaiting(request),
    hint: refusal === undefined ? decide : again,
    place: { ...application.source, path: ['spec', asks ? 'requests' : 'namespace'] },
  };
}

function whyWaiting({ application: { name, spec }, namespace: wanted, asks, refusal }: OpenRequest): string {
  const named = `${name} ${asks ? 'asks for' : 'names'} namespace ${wanted.name}`;
  if (refusal !== undefined) return `${named}, which turned it down: ${refusal}`;
  if (wanted.spec.proposed) return `${named}, which is only proposed`;
  if (!asks) return `${named}, which does not admit it`;
  const { namespace } = spec;
  return namespace === undefined
    ? `${named}, and nobody has decided`
    : `${name} asks to move from namespace ${namespace} to ${wanted.name}, and nobody has decided`;
}

/** Whom a namespace admits by name, and who neither names it nor asks for it. */
function unasked(namespace: Item<Namespace>, applications: ReadonlyMap<string, Item<Application>>): Finding[] {
  return namespace.spec.applications.flatMap((name, index) => {
    const spec = applications.get(name)?.spec;
    if (!spec || spec.namespace === namespace.name || spec.requests === namespace.name) return [];
    return [
      {
        rule: requestPending,
        message: `namespace ${namespace.name} admits ${name}, which does not ask for it`,
        hint: `Its owner asks: resedge request ${name} ${namespace.name}`,
        place: { ...namespace.source, path: ['spec', 'applications', index] },
      },
    ];
  });
}

/** The inventory as it would be if all of these were approved. */
export function granted(inventory: Inventory, requests: readonly OpenRequest[]): Inventory {
  const homes = new Map(requests.map(({ application, namespace }) => [application.name, namespace.name]));
  const newcomers = (namespace: string) =>
    [...homes].flatMap(([application, home]) => (home === namespace ? [application] : []));
  return {
    ...inventory,
    applications: inventory.applications.map((item) => {
      const namespace = homes.get(item.name);
      if (namespace === undefined) return item;
      const { requests: _requests, ...spec } = item.spec;
      return { ...item, spec: { ...spec, namespace } };
    }),
    namespaces: inventory.namespaces.map((item) => {
      const coming = newcomers(item.name);
      if (coming.length === 0) return item;
      const { rejected, applications } = item.spec;
      const admitted = [...applications, ...coming.filter((name) => !applications.includes(name))];
      const stillOut = rejected.filter(({ application }) => !coming.includes(application));
      return { ...item, spec: { ...item.spec, proposed: false, applications: admitted, rejected: stillOut } };
    }),
  };
}
