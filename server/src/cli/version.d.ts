/** The version of package.json, put in by the build. */
declare const LAYERWISE_VERSION: string;
