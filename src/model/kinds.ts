// Generated from schemas/*.json by "npm run types". Do not edit.

export type AnyObject = Application | Cluster | Expectation | Fleet | Group | Namespace | Policy | Ring;
/**
 * Who answers for it, such as @contoso/pos.
 *
 * Items: Somebody who answers for it.
 */
export type Owners = string[];
/**
 * When changes may reach a cluster. Absent: inherited. An empty list: always.
 */
export type Windows = Window[];
/**
 * Days on which nothing changes. All that concern a cluster add up.
 */
export type Freezes = Freeze[];
/**
 * Policies that hold in the namespace.
 *
 * Items: A name: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters.
 */
export type PolicyNames = string[];

/**
 * An application: a Kustomize base with overlays.
 */
export interface Application {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Application';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the application.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * The namespace that it runs in, once that namespace admits it.
     */
    namespace?: string;
    /**
     * The namespace that it asks to move to.
     */
    requests?: string;
    /**
     * The folder that holds base/ and overlays/, below apps/.
     */
    path: string;
    /**
     * Applications that must be ready first.
     *
     * Items: A name: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 50 characters, since Flux puts the name of its object into a label.
     */
    dependsOn?: string[];
    /**
     * Values of this application.
     */
    values?: Values;
    /**
     * Whether the namespace is set on its objects.
     */
    setNamespace?: boolean;
    /**
     * Whether variables in its manifests are replaced.
     */
    substitute?: boolean;
  };
}
/**
 * Labels, with the rules of Kubernetes: read by /m/KEY and /m/KEY/VALUE in expressions.
 */
export interface Labels {
  /**
   * The value of a label: letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, at most 63 characters; or nothing.
   */
  [k: string]: string;
}
/**
 * Annotations: any text. resedge reads one: resedge.dev/not-secret, the keys whose values look like secrets and are none, separated by commas.
 */
export interface Annotations {
  /**
   * The value of an annotation: any text.
   */
  [k: string]: string;
}
/**
 * Values that manifests read as variables. Text without control characters, numbers (their source text counts) or booleans.
 */
export interface Values {
  /**
   * A value: text without control characters, a number, or true or false.
   */
  [k: string]: string | number | boolean;
}
/**
 * A Kubernetes cluster.
 */
export interface Cluster {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Cluster';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the cluster.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec?: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * The groups that it belongs to. The first is its home.
     *
     * Items: The path of a group: names joined by "/", such as stores/central/la, each of lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters.
     */
    groups?: string[];
    /**
     * A time zone of the IANA database, such as America/Chicago.
     */
    timeZone?: string;
    windows?: Windows;
    freezes?: Freezes;
    /**
     * Values of this cluster.
     */
    values?: Values;
    /**
     * What the cluster has.
     */
    capacity?: Capacity;
    /**
     * What is kept for the system.
     */
    reserved?: Capacity;
    /**
     * Keeps what it has until released.
     */
    hold?: {
      /**
       * Why, such as flood in the basement.
       */
      reason: string;
      /**
       * The last day of the hold, local to the cluster.
       */
      until?: string;
    };
    /**
     * active, or retired: no longer delivered to, and what runs there stays.
     */
    state?: 'active' | 'retired';
    /**
     * How well it is connected: decides intervals and retries, and whether rollouts count it.
     */
    connectivity?: 'online' | 'intermittent' | 'offline';
    /**
     * Names that it had: forwarding overlays are kept there.
     *
     * Items: A name: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters.
     */
    formerNames?: string[];
  };
}
/**
 * A time in which changes may reach a cluster.
 */
export interface Window {
  /**
   * When it opens: five cron fields, in the time zone of the cluster.
   */
  schedule: string;
  /**
   * How long it stays open.
   */
  duration: string;
}
/**
 * Days on which nothing changes.
 */
export interface Freeze {
  /**
   * The first day, local to the cluster.
   */
  from: string;
  /**
   * The last day, local to the cluster, inclusive.
   */
  to: string;
  /**
   * Why, such as Thanksgiving week.
   */
  reason?: string;
}
/**
 * An amount of what a cluster has.
 */
export interface Capacity {
  /**
   * A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.
   */
  cpu?: string | number;
  /**
   * A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.
   */
  memory?: string | number;
  /**
   * A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.
   */
  storage?: string | number;
  /**
   * A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.
   */
  pods?: string | number;
}
/**
 * A targeting test: where an application must and must not be.
 */
export interface Expectation {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Expectation';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the test.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * The application.
     */
    application: string;
    /**
     * Clusters that must have it.
     */
    on?: string;
    /**
     * Clusters that must not have it.
     */
    notOn?: string;
    /**
     * The variant that the clusters of "on" must have.
     */
    variant?: string;
    /**
     * How many clusters must have it.
     */
    count?: {
      /**
       * At least.
       */
      min?: number;
      /**
       * At most.
       */
      max?: number;
    };
  };
}
/**
 * The configuration of a fleet repository: resedge.yaml in its root.
 */
export interface Fleet {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Fleet';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the fleet.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * The Git repository that people work in, and that clusters read.
     */
    git: {
      /**
       * An http, https or ssh URL without credentials.
       */
      url: string;
      /**
       * The branch that people's changes go into. Clusters read it too, and generated files are written on it alone, unless spec.delivery.branch names another.
       */
      branch?: string;
      /**
       * A Secret in flux-system with the credentials for it.
       */
      secret?: string;
    };
    /**
     * How changes reach the clusters.
     */
    delivery?: {
      /**
       * The GitOps operator on the clusters.
       */
      engine?: 'flux';
      /**
       * What clusters read. git: the repository itself, for some hundred clusters. oci: a registry, which publish fills from it, for any number.
       */
      source?: 'git' | 'oci';
      /**
       * A branch for generated files alone, which clusters read instead of that of spec.git.
       */
      branch?: string;
      /**
       * The registry of source oci, such as oci://registry.example.com/contoso. Repositories clusters/, sets/ and deploys are made below it.
       */
      registry?: string;
      /**
       * A Secret in flux-system with the credentials for the registry.
       */
      secret?: string;
      /**
       * A ServiceAccount in flux-system, for clusters on which Flux applies nothing as itself (--default-service-account): named by all that is not applied as the account of a namespace. It has to be there, with the rights of a cluster-admin.
       */
      serviceAccount?: string;
      /**
       * How Flux decrypts Secrets; passed through.
       */
      decryption?: {
        /**
         * The provider.
         */
        provider: 'sops';
        /**
         * A Secret in flux-system with the keys.
         */
        secret?: string;
      };
    };
    /**
     * The lowest layer of values of every cluster.
     */
    values?: Values;
    /**
     * A JSON Schema that every cluster's merged values must meet.
     */
    valuesSchema?: {};
    /**
     * How capacity is counted.
     */
    capacity?: {
      /**
       * Factors by which requests may exceed capacity; 1 where absent.
       */
      overcommit?: {
        /**
         * The factor for cpu.
         */
        cpu?: number;
        /**
         * The factor for memory.
         */
        memory?: number;
        /**
         * The factor for storage.
         */
        storage?: number;
        /**
         * The factor for pods.
         */
        pods?: number;
      };
    };
    /**
     * The time zone of clusters that neither have nor inherit one.
     */
    timeZone?: string;
    windows?: Windows;
    freezes?: Freezes;
    /**
     * What makes deploy stop and ask.
     */
    guards?: {
      /**
       * How many clusters may lose a namespace or an application at once: a share (10%) or a number. Default: 10% or 50, whichever is more.
       */
      maxClustersLosing?: string | number;
      /**
       * How many clusters may change at once: a share (100%) or a number.
       */
      maxClustersChanged?: string | number;
      /**
       * Clusters on which any loss stops.
       */
      protected?: string;
    };
    /**
     * Whether the resources of kustomizations may name URLs: they are fetched when resedge runs, and clusters get a copy of what they bring.
     */
    allowRemoteBases?: boolean;
    /**
     * Where the files of clusters lie. The bootstrap of a cluster points to it.
     */
    layout?: {
      /**
       * The folder of a cluster: {name} is its name, {hash} the first two hex digits of the sha256 of its name.
       */
      clusters?: string;
      /**
       * Layouts that were in force: forwarding overlays are kept there.
       *
       * Items: A folder of a cluster, as in clusters.
       */
      former?: string[];
    };
  };
}
/**
 * A set of clusters in a hierarchy that the business knows.
 */
export interface Group {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Group';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The path of the group; its parent must exist as well.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec?: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * Members by expression, added to the clusters that name the group.
     */
    clusters?: string;
    /**
     * Values that every cluster below inherits.
     */
    values?: Values;
    /**
     * A time zone of the IANA database, such as America/Chicago.
     */
    timeZone?: string;
    windows?: Windows;
    freezes?: Freezes;
  };
}
/**
 * A namespace on a set of clusters, with its limits and the applications that it admits.
 */
export interface Namespace {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Namespace';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the namespace. flux-system, default, kube-* and kustomization are taken.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * The clusters that have it.
     */
    clusters: string;
    /**
     * Asked for together with an application, and not decided on: it is on no cluster until an application in it is approved.
     */
    proposed?: boolean;
    /**
     * Applications that it admits; "*" admits all that ask.
     *
     * Items: The name of an application, or "*".
     */
    applications?: ('*' | string)[];
    /**
     * Requests that were turned down.
     *
     * Items: A request that was turned down.
     */
    rejected?: {
      /**
       * The application.
       */
      application: string;
      /**
       * Why.
       */
      reason: string;
    }[];
    /**
     * namespace: its applications bring namespaced objects into it, applied by a service account bound to admin there. cluster: applied as Flux itself.
     */
    access?: 'namespace' | 'cluster';
    /**
     * Whether the Namespace and its volume claims stay when it leaves a cluster.
     */
    onRemove?: 'keep' | 'delete';
    quota?: Quota;
    limits?: Limits;
    /**
     * Who may talk to the pods of the namespace: open (no policy), isolated (the same namespace and DNS only) or deny.
     */
    network?: 'open' | 'isolated' | 'deny';
    policies?: PolicyNames;
    /**
     * Namespaces whose applications must be ready first.
     *
     * Items: A name: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 50 characters, since Flux puts the name of its object into a label.
     */
    dependsOn?: string[];
    /**
     * Values of this namespace.
     */
    values?: Values;
    windows?: Windows;
    /**
     * Differences on some of the clusters; later ones win, field by field.
     *
     * Items: A difference on some of the clusters.
     */
    overrides?: {
      /**
       * The name of the override; not base.
       */
      name: string;
      /**
       * The clusters that it applies to.
       */
      clusters: string;
      quota?: Quota;
      limits?: Limits;
      /**
       * Who may talk to the pods of the namespace: open (no policy), isolated (the same namespace and DNS only) or deny.
       */
      network?: 'open' | 'isolated' | 'deny';
      policies?: PolicyNames;
      values?: Values;
      windows?: Windows;
    }[];
  };
}
/**
 * What the namespace may request in all; becomes a ResourceQuota.
 */
export interface Quota {
  /**
   * requests.cpu
   */
  cpu?: string | number;
  /**
   * requests.memory
   */
  memory?: string | number;
  /**
   * requests.storage
   */
  storage?: string | number;
  /**
   * pods
   */
  pods?: string | number;
}
/**
 * What a container gets and may ask; becomes a LimitRange.
 */
export interface Limits {
  /**
   * Limits of a container that names none.
   */
  default?: ComputeResources;
  /**
   * Requests of a container that names none.
   */
  defaultRequest?: ComputeResources;
  /**
   * The most that a container may ask.
   */
  max?: ComputeResources;
  /**
   * The least that a container may ask.
   */
  min?: ComputeResources;
}
/**
 * An amount of cpu and memory.
 */
export interface ComputeResources {
  /**
   * A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.
   */
  cpu?: string | number;
  /**
   * A Kubernetes quantity, such as 500m, 2, 1.5Gi or 1e3.
   */
  memory?: string | number;
}
/**
 * Manifests that come with a namespace, and rules that its applications must meet.
 */
export interface Policy {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Policy';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the policy.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec?: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * A folder below policies/ with what is delivered with the namespace: a Kustomization with manifests, or a Component, which may also change the namespace's own objects.
     */
    path?: string;
    /**
     * Whether variables in its manifests are replaced. Always true for a Component.
     */
    substitute?: boolean;
    /**
     * Checked on rendered manifests before merge.
     *
     * Items: A rule.
     */
    rules?: {
      /**
       * The name of the rule.
       */
      name: string;
      /**
       * The objects that it looks at; all where absent.
       */
      match?: {
        /**
         * Kinds.
         */
        kinds?: string[];
        /**
         * Namespaces.
         */
        namespaces?: string[];
        /**
         * Names.
         */
        names?: string[];
      };
      /**
       * A JSON Schema that each object must meet.
       */
      assert: {};
      /**
       * What to tell the author.
       */
      message?: string;
      /**
       * How bad it is.
       */
      severity?: 'error' | 'warning' | 'info';
    }[];
  };
}
/**
 * A step in the order in which changes reach the fleet.
 */
export interface Ring {
  /**
   * The version of this format.
   */
  apiVersion: 'resedge.dev/v1';
  /**
   * The kind of this document.
   */
  kind: 'Ring';
  /**
   * Name, labels and annotations.
   */
  metadata: {
    /**
     * The name of the ring; not none.
     */
    name: string;
    labels?: Labels;
    annotations?: Annotations;
  };
  /**
   * What it should be.
   */
  spec: {
    /**
     * What this is, for people.
     */
    description?: string;
    owners?: Owners;
    /**
     * Its place in the order; unique.
     */
    order: number;
    /**
     * The clusters that may be in it; all where absent.
     */
    clusters?: string;
    /**
     * The share of those clusters that is in it, chosen by a hash of their names.
     */
    percent?: number;
    /**
     * How long a change stays here before it may go on, counted from the deploy that brought it to the last cluster.
     */
    soak?: string;
    /**
     * The share of reporting clusters that must be ready before a change may go on.
     */
    minReady?: string;
  };
}
