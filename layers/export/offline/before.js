/* A briefcase has no server and no Dash: what the page's scripts ask Dash for is answered here. */
"use strict";
window.dash_clientside = {
  no_update: null,

  /** The panel of a funded area, which the server would send, lies in the file. */
  set_props(id, props) {
    const place = document.getElementById(id);
    for (const [name, value] of Object.entries(props)) place.setAttribute(name, value);
    const packed = document.querySelector(`script[data-address="panel:${CSS.escape(props["data-area"])}"]`);
    const text = document.createElement("div");
    text.dataset.html = packed ? JSON.parse(packed.textContent) : "";
    place.replaceChildren(text);
    dash_clientside.record.watch();
  },
};
