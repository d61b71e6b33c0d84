import fc from 'fast-check';

// Random inputs, but the same in each run. LAYERWISE_SEED=0 uses new ones.
const seed = Number(process.env.LAYERWISE_SEED ?? 20_261_122);
if (seed !== 0) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
