import { object, smallFleet } from './support.ts';

export const cart = `# Not placed yet.
apiVersion: resedge.dev/v1
kind: Application
metadata:
  name: cart
spec:
  path: apps/till   # shared
  # What it needs.
  values: {lanes: 4}
`;

export const files = {
  ...smallFleet,
  'inventory/cart.yaml': cart,
  'inventory/web.yaml': object('Namespace', 'web', '{clusters: /g/stores/west}'),
};

export const asks = cart.replace('  path:', '  requests: web\n  path:');

export const rejecting = {
  ...files,
  'inventory/web.yaml': object(
    'Namespace',
    'web',
    '{clusters: all, rejected: [{application: cart, reason: too large}, {application: till, reason: no}]}',
  ),
};

export const proposed = `# yaml-language-server: $schema=https://resedge.dev/schemas/v1/namespace.json
apiVersion: resedge.dev/v1
kind: Namespace
metadata:
  name: points
spec:
  owners:
    - "@contoso/marketing"
  clusters: /g/stores/east
  proposed: true
  quota:
    cpu: 500m
    memory: 1Gi
`;

export const proposal = [
  'request',
  'cart',
  'points',
  ...['--clusters', '/g/stores/east', '--quota', 'cpu=500m,memory=1Gi', '--owner', '@contoso/marketing'],
];
