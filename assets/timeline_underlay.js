window.atlas = window.atlas || {};
atlas.timelineUnderlay = (() => ({ draw: () => {} }))();
