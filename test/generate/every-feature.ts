import { base, type Files, objects, overlay } from '../support/fleet.ts';

/** A small fleet that has one of everything that is generated in a way of its own. */
export const everyFeature: Files = {
  ...objects(`
    Fleet contoso:
      git: {url: https://git.example.com/contoso/fleet.git, branch: live, secret: fleet-git}
      delivery: {decryption: {provider: sops, secret: sops-age}}
      layout: {clusters: "clusters/{hash}/{name}", former: ["clusters/{name}"]}
      values: {company: contoso}

    Group stores: {values: {region: none}}
    Group stores/tx: {values: {region: central}}
    Cluster austin {tier: gold}: {groups: [stores/tx], values: {store: 0077, motto: 'say "cheese" = $5'}}
    Cluster boston {tier: gold}: {groups: [stores], formerNames: [boston-old]}
    Cluster chicago {tier: bronze}: {groups: [stores], connectivity: intermittent}
    Cluster dallas {tier: bronze}: {groups: [stores/tx], connectivity: offline}
    Cluster elgin: {groups: [stores], state: retired}
    Cluster lab:

    Namespace platform:
      clusters: /g/stores
      applications: [agent]
      access: cluster
      values: {lane: system}
    Namespace shop {team: pos}:
      owners: ["@contoso/pos", "@contoso/web"]
      clusters: /g/stores
      applications: [till, worker, notes]
      quota: {cpu: "2", memory: 4Gi, storage: 20Gi, pods: 20}
      limits: {default: {cpu: 500m, memory: 512Mi}, defaultRequest: {cpu: 100m}, max: {cpu: 1}, min: {cpu: 10m}}
      network: isolated
      policies: [agree, templates, marks]
      dependsOn: [platform, empty]
      values: {lane: front}
      overrides:
        - {name: small, clusters: /m/tier/bronze, quota: {cpu: "1"}, network: deny, values: {lane: back}}
    Namespace scratch: {clusters: /m/tier/gold, applications: ["*"], onRemove: delete, policies: [agree]}
    Namespace empty: {clusters: /g/stores}

    Application agent: {namespace: platform, path: apps/agent, setNamespace: false}
    Application till: {namespace: shop, path: apps/till, dependsOn: [agent], values: {title: Till, port: 8080}}
    Application worker: {namespace: shop, path: apps/till, dependsOn: [till]}
    Application notes: {namespace: shop, path: apps/notes, substitute: false}
    Application sandbox: {namespace: scratch, path: apps/notes}

    Policy agree: {path: policies/agree}
    Policy templates: {path: policies/templates, substitute: false}
    Policy marks: {path: policies/marks}
    Policy rules-alone: {}
    Ring canary: {order: 1, clusters: /c/austin}
    Ring rest: {order: 2}
  `),

  ...base(
    'apps/agent',
    `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tills.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Till, plural: tills}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: platform}
spec: &spec
  selector: {matchLabels: {app: agent}}
  template: {metadata: {labels: {app: agent}}, spec: {containers: [{name: agent, image: agent:1}]}}
`,
  ),
  ...base(
    'apps/till',
    `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: "\${app_name}"}
spec:
  selector: {matchLabels: {app: till}}
  template:
    metadata: {labels: {app: till}}
    spec: {containers: [{name: till, image: till:1.0.0, env: [{name: STORE, value: "store \${cluster_store:=none}"}]}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: "\${app_name}-journal"}
spec:
  serviceName: journal
  selector: {matchLabels: {app: journal}}
  template: {metadata: {labels: {app: journal}}, spec: {containers: [{name: journal, image: journal:1}]}}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: "\${app_name}-close"}
spec:
  schedule: 0 4 * * *
  jobTemplate:
    spec: {template: {spec: {restartPolicy: Never, containers: [{name: close, image: till:1.0.0}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: "\${app_name}-setup"}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: setup, image: till:1.0.0}]}}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: "\${app_name}-receipts"}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Service
metadata: {name: "\${app_name}"}
spec: {selector: {app: till}, ports: [{port: 80}]}
`,
  ),
  ...base(
    'apps/notes',
    `
apiVersion: v1
kind: ConfigMap
metadata: {name: notes}
data: {script: 'echo "\${HOME}"'}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: notes}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
  ),
  ...overlay('apps/till/overlays/1.0.1', { clusters: 'all', ring: 'canary' }, 'images: [{name: till, newTag: 1.0.1}]'),
  ...overlay(
    'apps/till/overlays/debug',
    { clusters: '/m/tier/gold', applications: 'till' },
    `
    patches:
      - target: {kind: Deployment}
        patch: '- {op: add, path: /spec/replicas, value: 1}'
    `,
  ),
  ...overlay(
    'apps/till/overlays/lite',
    { clusters: '/c/dallas', applications: 'till' },
    'resources: [../../base]\nreplicas: [{name: "${app_name}", count: 1}]',
    'Kustomization',
  ),

  'policies/agree/kustomization.yaml': 'resources: [policy.yaml]\n',
  'policies/agree/policy.yaml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: agree}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: shared}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: "agree-\${namespace_name}"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: "agree-\${namespace_name}", namespace: elsewhere}
`,
  'policies/templates/kustomization.yaml': 'resources: [templates.yaml]\n',
  'policies/templates/templates.yaml': `
apiVersion: v1
kind: ConfigMap
metadata: {name: templates}
data: {dashboard: "\${DS_PROMETHEUS}"}
`,
  'policies/marks/kustomization.yaml': `
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [claim.yaml]
patches:
  - target: {kind: Namespace}
    patch: |-
      apiVersion: v1
      kind: Namespace
      metadata: {name: any, labels: {lane: "lane-\${namespace_lane}"}}
  - target: {kind: ResourceQuota}
    patch: '- {op: add, path: /spec/hard/services, value: "5"}'
`,
  'policies/marks/claim.yaml': `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: marks}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
};
