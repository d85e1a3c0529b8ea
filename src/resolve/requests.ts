import type { Finding } from '../model/diagnostic.ts';
import type { Inventory, Item } from '../model/inventory.ts';
import type { Application, Namespace } from '../model/kinds.ts';
import { requestPending } from '../model/rules/re502-request-pending.ts';

/** Finds where one side alone has spoken: applications that wait for a namespace, namespaces that wait for an application. */
export function findRequests({ applications, namespaces }: Pick<Inventory, 'applications' | 'namespaces'>): Finding[] {
  const byName = new Map(namespaces.map((namespace) => [namespace.name, namespace]));
  const applicationsByName = new Map(applications.map((application) => [application.name, application]));
  return [
    ...applications.flatMap((application) => waiting(application, byName)),
    ...namespaces.flatMap((namespace) => unasked(namespace, applicationsByName)),
  ];
}

/** An application that asks to move waits for that, whatever the namespace says that it is in. */
function waiting(application: Item<Application>, namespaces: ReadonlyMap<string, Item<Namespace>>): Finding[] {
  const { namespace: named, requests } = application.object.spec;
  const asks = requests !== undefined && requests !== named;
  const wanted = namespaces.get((asks ? requests : named) ?? '');
  const message = wanted && (asks ? whyAsks(application, wanted) : whyNames(application, wanted));
  if (!wanted || message === undefined) return [];
  const place = { ...application.source, path: ['spec', asks ? 'requests' : 'namespace'] };
  const again = `Ask again: resedge request ${application.name} ${wanted.name} --again (--withdraw takes it back)`;
  const decide = `An operator decides: resedge approve ${application.name}`;
  const isRejected = rejection(application, wanted) !== undefined;
  return [{ rule: requestPending, message, hint: isRejected ? again : decide, place }];
}

function whyAsks(application: Item<Application>, wanted: Item<Namespace>): string {
  const { name, object } = application;
  const refusal = rejection(application, wanted);
  if (refusal !== undefined) return `${name} asks for namespace ${wanted.name}, which turned it down: ${refusal}`;
  if (wanted.object.spec.proposed) return `${name} asks for namespace ${wanted.name}, which is only proposed`;
  const { namespace } = object.spec;
  return namespace === undefined
    ? `${name} asks for namespace ${wanted.name}, and nobody has decided`
    : `${name} asks to move from namespace ${namespace} to ${wanted.name}, and nobody has decided`;
}

/** Undefined where it is in the namespace that it names. */
function whyNames(application: Item<Application>, wanted: Item<Namespace>): string | undefined {
  const { proposed, applications = [] } = wanted.object.spec;
  const names = `${application.name} names namespace ${wanted.name}`;
  const refusal = rejection(application, wanted);
  if (refusal !== undefined) return `${names}, which turned it down: ${refusal}`;
  if (proposed) return `${names}, which is only proposed`;
  if (applications.includes('*') || applications.includes(application.name)) return undefined;
  return `${names}, which does not admit it`;
}

function rejection({ name }: Item<Application>, { object }: Item<Namespace>): string | undefined {
  return object.spec.rejected?.find(({ application }) => application === name)?.reason;
}

/** Whom a namespace admits by name, and who neither names it nor asks for it. */
function unasked(namespace: Item<Namespace>, applications: ReadonlyMap<string, Item<Application>>): Finding[] {
  return (namespace.object.spec.applications ?? []).flatMap((name, index) => {
    const spec = applications.get(name)?.object.spec;
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
