import { describe, expect, it } from 'vitest';
import { imagePattern, readRegistry } from '../../src/model/image-pattern.ts';

const rows: readonly [registry: string, allowed: readonly string[], refused: readonly string[]][] = [
  [
    'docker.io',
    ['nginx', 'nginx:1', 'nginx@sha256:ab', 'bitnami/redis:7', 'docker.io/nginx', 'index.docker.io/library/nginx'],
    ['ghcr.io/nginx', 'localhost/nginx', 'localhost:5000/nginx', 'docker.io.example.com/nginx', 'host:5000/nginx'],
  ],
  [
    'docker.io/library',
    ['nginx:1', 'library/nginx', 'docker.io/nginx:1', 'docker.io/library/nginx', 'index.docker.io/library/nginx:1'],
    ['bitnami/redis', 'docker.io/bitnami/redis', 'ghcr.io/library/nginx', 'librarys/nginx', 'ghcr.io/nginx'],
  ],
  [
    'docker.io/library/nginx',
    ['nginx', 'nginx:1', 'library/nginx:1', 'docker.io/nginx@sha256:ab', 'docker.io/library/nginx'],
    ['nginx2:1', 'nginx/nginx-ingress:1', 'redis', 'docker.io/library/nginx-debug'],
  ],
  [
    'docker.io/bitnami',
    ['bitnami/redis:7', 'docker.io/bitnami/redis'],
    ['bitnami:1', 'docker.io/bitnami:1', 'bitnamilegacy/redis', 'redis', 'ghcr.io/bitnami/redis'],
  ],
  ['docker.io/a/b', ['a/b', 'a/b:1', 'docker.io/a/b@sha256:ab'], ['a/bc:1', 'a/c', 'b']],
  ['docker.io/a.b', ['docker.io/a.b/c'], ['a.b/c']],
  [
    'ghcr.io',
    ['ghcr.io/a', 'ghcr.io/a/b:1'],
    ['ghcr.io:443/a', 'ghcrxio/a', 'ghcr.io.example.com/a', 'x/ghcr.io/a', 'a'],
  ],
  [
    'registry.example.com/team',
    ['registry.example.com/team/app:1', 'registry.example.com/team:1', 'registry.example.com/team@sha256:ab'],
    ['registry.example.com/teams/app', 'registry.example.com/team-b/app', 'registry.example.com/app', 'team/app'],
  ],
  ['host:5000', ['host:5000/app'], ['host/app', 'host:50001/app', 'host:5000']],
  ['localhost', ['localhost/app'], ['localhost:5000/app', 'localhost', 'app']],
];

describe('the images of a registry', () => {
  it.each(rows)('%s', (registry, allowed, refused) => {
    const pattern = new RegExp(imagePattern([registry]), 'u');
    expect(allowed.filter((image) => !pattern.test(image))).toEqual([]);
    expect(refused.filter((image) => pattern.test(image))).toEqual([]);
  });

  it('are those of all that are named', () => {
    const pattern = new RegExp(imagePattern(['ghcr.io/a', 'quay.io']), 'u');
    const images = ['ghcr.io/a/x', 'quay.io/b', 'ghcr.io/b', 'nginx'];
    expect(images.map((image) => pattern.test(image))).toEqual([true, true, false, false]);
  });
});

describe('the name of a registry', () => {
  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['registry.example.com:5000/team/part/', 'registry.example.com:5000/team/part'],
    ['index.docker.io/library', 'docker.io/library'],
    ['host:5000', 'host:5000'],
    ['localhost', 'localhost'],
    ['team', undefined],
    ['team/app', undefined],
    ['https://ghcr.io', undefined],
    ['ghcr.io/Team', undefined],
    ['ghcr.io/a//b', undefined],
    ["ghcr.io/a'b", undefined],
    ['ghcr.io/a|b', undefined],
    ['ghcr.io/a:1', undefined],
    ['', undefined],
  ])('%s', (text, read) => {
    expect(readRegistry(text)).toBe(read);
  });
});
