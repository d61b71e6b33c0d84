/** The version in package.json; the build inserts it. */
declare const LAYERWISE_VERSION: string;
