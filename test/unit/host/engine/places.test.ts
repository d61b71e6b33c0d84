import { describe, expect, it } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { endpointText, readEndpoint } from '../../../../server/src/host/engine/endpoint.ts';
import type { Endpoint, UnusableEndpoint } from '../../../../server/src/host/engine/endpoint.ts';
import { chosenEngine, endpointOfContext, usualSockets } from '../../../../server/src/host/engine/places.ts';
import type { Machine } from '../../../../server/src/host/engine/places.ts';

/** `/run/docker.sock`, `tcp://host:2375`, `https://host:2376 with FOLDER`, or why it cannot be used. */
function inShort(endpoint: Endpoint | UnusableEndpoint | undefined): string {
  if (!endpoint) return 'none';
  if (endpoint.kind === 'unusable') return english(endpoint.reason);
  const tls = endpoint.kind === 'tcp' ? endpoint.tls : undefined;
  return `${endpointText(endpoint)}${tls ? ` with ${tls.folder || 'no certificates'}${tls.isVerified ? '' : ', unverified'}` : ''}`;
}

describe('an address of an engine', () => {
  it.each([
    ['unix:///run/docker.sock', '/run/docker.sock'],
    ['  unix:///run/user/1000/podman/podman.sock ', '/run/user/1000/podman/podman.sock'],
    ['/run/docker.sock', '/run/docker.sock'],
    ['npipe:////./pipe/docker_engine', '//./pipe/docker_engine'],
    ['\\\\.\\pipe\\docker_engine', '\\\\.\\pipe\\docker_engine'],
    ['tcp://10.0.0.5:2375', 'tcp://10.0.0.5:2375'],
    ['tcp://build.example', 'tcp://build.example:2375'],
    ['tcp://:2375', 'tcp://localhost:2375'],
    ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
    ['http://localhost:2375/', 'tcp://localhost:2375'],
    ['localhost:2375', 'tcp://localhost:2375'],
    ['https://build.example', 'https://build.example:2376 with no certificates'],
    ['ssh://me@build.example', 'ssh://me@build.example cannot be used: connections over SSH are not supported.'],
    ['unix://', '"unix://" is not the address of a container engine.'],
    ['fd://3', '"fd://3" is not the address of a container engine.'],
    ['', '"" is not the address of a container engine.'],
    ['two words', '"two words" is not the address of a container engine.'],
  ])('%s', (address, expected) => {
    expect(inShort(readEndpoint(address, undefined))).toBe(expected);
  });
});

const machine: Machine = { env: {}, home: '/home/me', platform: 'linux', userId: 1000 };

describe('the engine that the user has chosen', () => {
  it.each([
    ['none', {}, {}, 'none'],
    ['DOCKER_HOST', { DOCKER_HOST: 'unix:///x' }, {}, '/x'],
    ['DOCKER_HOST before a context', { DOCKER_HOST: 'unix:///x', DOCKER_CONTEXT: 'a' }, { currentContext: 'b' }, '/x'],
    ['DOCKER_CONTEXT before the current context', { DOCKER_CONTEXT: 'a' }, { currentContext: 'b' }, 'context a'],
    ['the current context', {}, { currentContext: 'colima', auths: {} }, 'context colima'],
    ['the default context', {}, { currentContext: 'default' }, 'none'],
    ['no context', {}, { currentContext: 5 }, 'none'],
    ['a broken configuration', {}, undefined, 'none'],
    ['CONTAINER_HOST', { CONTAINER_HOST: 'unix:///run/podman/podman.sock' }, {}, '/run/podman/podman.sock'],
    ['TLS', { DOCKER_HOST: 'tcp://h', DOCKER_TLS_VERIFY: '1' }, {}, 'https://h:2376 with /home/me/.docker'],
    ['TLS with certificates', { DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c' }, {}, 'https://h:1 with /c'],
    ['TLS without verification', { DOCKER_HOST: 'tcp://h:1', DOCKER_TLS: '1' }, {}, 'https://h:1 with /home/me/.docker, unverified'],
  ] as readonly (readonly [string, Machine['env'], unknown, string])[])('%s', (_, env, config, expected) => {
    const choice = chosenEngine({ ...machine, env }, config);
    expect(choice?.kind === 'context' ? `context ${choice.name}` : inShort(choice?.endpoint)).toBe(expected);
  });
});

describe('a context of Docker', () => {
  it.each([
    ['a socket', { Endpoints: { docker: { Host: 'unix:///x' } } }, undefined, '/x'],
    ['TCP with certificates', { Endpoints: { docker: { Host: 'tcp://h', SkipTLSVerify: false } } }, '/tls', 'https://h:2376 with /tls'],
    [
      'TCP without verification',
      { Endpoints: { docker: { Host: 'tcp://h', SkipTLSVerify: true } } },
      '/tls',
      'https://h:2376 with /tls, unverified',
    ],
    ['SSH', { Endpoints: { docker: { Host: 'ssh://h' } } }, undefined, 'ssh://h cannot be used: connections over SSH are not supported.'],
    ['Kubernetes only', { Endpoints: { kubernetes: {} } }, undefined, 'none'],
    ['no file', undefined, undefined, 'none'],
    ['another file', [1], undefined, 'none'],
  ] as const)('%s', (_, metadata, tls, expected) => {
    expect(inShort(endpointOfContext(metadata, tls))).toBe(expected);
  });
});

describe('the usual sockets', () => {
  it.each([
    ['Docker', '/var/run/docker.sock'],
    ['rootless Docker', '/run/user/1000/docker.sock'],
    ['Docker Desktop on macOS', '/home/me/.docker/run/docker.sock'],
    ['Docker Desktop on Linux', '/home/me/.docker/desktop/docker.sock'],
    ['Rancher Desktop', '/home/me/.rd/docker.sock'],
    ['Colima', '/home/me/.colima/default/docker.sock'],
    ['Podman of root', '/run/podman/podman.sock'],
    ['Podman of the user', '/run/user/1000/podman/podman.sock'],
    ['the virtual machine of Podman', '/home/me/.local/share/containers/podman/machine/podman.sock'],
  ])('are tried: %s', (_, socket) => {
    expect(usualSockets(machine)).toContain(socket);
  });

  it('follow the variables of the user', () => {
    const sockets = usualSockets({ ...machine, env: { XDG_RUNTIME_DIR: '/run/x', COLIMA_HOME: '/c' } });
    expect(sockets).toEqual(expect.arrayContaining(['/run/x/docker.sock', '/run/x/podman/podman.sock', '/c/default/docker.sock']));
    expect(sockets).not.toContain('/run/user/1000/docker.sock');
  });

  it('are pipes on Windows', () => {
    expect(usualSockets({ ...machine, platform: 'win32', userId: undefined })[0]).toBe('//./pipe/docker_engine');
  });
});
