import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';

/** Where a container engine listens. */
export type Endpoint =
  /** A Unix socket, or a named pipe of Windows. */
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: TlsFiles | undefined };

/** The certificates for TLS. */
export interface TlsFiles {
  /** A folder with ca.pem, cert.pem and key.pem. */
  readonly folder: string;
  /** False if the certificate of the engine is not checked. */
  readonly isVerified: boolean;
}

/** An address that cannot be used, and why. */
export interface UnusableEndpoint {
  readonly kind: 'unusable';
  readonly reason: Message;
}

/** The ports of Docker without and with TLS. https://docs.docker.com/reference/cli/dockerd/#daemon-socket-option */
const plainPort = 2375;
const tlsPort = 2376;

/**
 * Reads an address as Docker and Podman do: `unix:///run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2375`, `host:2375`, a
 * path. `tls`: the certificates for TCP; undefined for a connection without TLS.
 */
export function readEndpoint(address: string, tls: TlsFiles | undefined): Endpoint | UnusableEndpoint {
  const text = address.trim();
  const [, scheme = '', rest = text] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
    case 'npipe':
      return rest === '' ? invalid(text) : { kind: 'socket', path: rest };
    case 'tcp':
    case 'http':
      return readTcp(text, rest, tls);
    case 'https':
      return readTcp(text, rest, tls ?? { folder: '', isVerified: true });
    case 'ssh':
      return { kind: 'unusable', reason: message('{address} cannot be used: connections over SSH are not supported.', { address: text }) };
    case '':
      return /^(?:\/|\\\\)/.test(text) ? { kind: 'socket', path: text } : readTcp(text, text, tls);
    default:
      return invalid(text);
  }
}

function readTcp(address: string, rest: string, tls: TlsFiles | undefined): Endpoint | UnusableEndpoint {
  const [, ipv6, name, port] = /^(?:\[([0-9a-f:]+)\]|([\w.-]+))?(?::(\d{1,5}))?\/?$/i.exec(rest) ?? [];
  const host = ipv6 ?? name;
  if (host === undefined && port === undefined) return invalid(address);
  return { kind: 'tcp', host: host ?? 'localhost', port: port === undefined ? (tls ? tlsPort : plainPort) : Number(port), tls };
}

function invalid(address: string): UnusableEndpoint {
  return { kind: 'unusable', reason: message('"{address}" is not the address of a container engine.', { address }) };
}

/** The address as text, for messages. */
export function endpointText(endpoint: Endpoint): string {
  if (endpoint.kind === 'socket') return endpoint.path;
  return `${endpoint.tls ? 'https' : 'tcp'}://${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
}
