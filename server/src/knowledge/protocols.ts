/**
 * Protocols of applications that only run over TCP, by the names that people write in EXPOSE. Not QUIC and HTTP/3, DNS, NFS and others that have
 * both; `http` and `https` are the TCP ports of a server (IANA Service Name and Transport Protocol Port Number Registry, read 2026-11).
 */
export const overTcp: ReadonlySet<string> = new Set([
  'http', 'https', 'tls', 'ssl', 'ws', 'wss', 'grpc', 'ssh', 'sftp', 'ftp', 'smtp', 'smtps', 'imap', 'imaps', 'pop3', 'amqp', 'amqps', 'mqtt',
  'mqtts', 'redis', 'mysql', 'postgres', 'postgresql', 'mongodb', 'rtmp',
]); // prettier-ignore
