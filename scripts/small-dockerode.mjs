/** Packages that dockerode needs to build images, to follow builds, and for SSH, and to read certificates, which we read ourselves. */
const unused = /^(?:ssh2|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|split-ca|tar-fs|@balena\/dockerignore)$/;
/** Node.js has these streams itself. */
const ownStreams = /^readable-stream$/;

/**
 * An esbuild plugin: bundles dockerode with 15 kB (compressed) instead of 600 kB, without native code.
 *
 * @type {import('esbuild').Plugin}
 */
export const smallDockerode = {
  name: 'small-dockerode',
  setup({ onResolve, onLoad }) {
    const fromDockerode = (importer) => /node_modules\/(?:dockerode|docker-modem)\//.test(importer.replaceAll('\\', '/'));
    onResolve({ filter: unused }, ({ path, importer }) => (fromDockerode(importer) ? { path, namespace: 'unused' } : undefined));
    onResolve({ filter: ownStreams }, ({ importer }) => (fromDockerode(importer) ? { path: 'node:stream', external: true } : undefined));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = () => undefined;' }));
  },
};
