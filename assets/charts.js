/* Pages of analyses: a chart can be examined. Plotly and the figures are loaded when a reader asks. */
(() => {
  "use strict";
  const frames = document.querySelectorAll("figure[data-chart]");
  const told = document.querySelector("[data-chart-words]");
  if (!frames.length || !told) return;
  const {open, close, failed, source, figures} = told.dataset;
  let plotly = null, all = null;

  function library() {
    plotly ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source;
      script.addEventListener("load", () => resolve(window.Plotly));
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    return plotly;
  }

  function document_() {
    all ||= fetch(figures).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    return all;
  }

  async function show(frame, place, button) {
    button.disabled = true;
    try {
      const [drawer, found] = await Promise.all([library(), document_()]);
      const {data, layout} = found[Number(frame.dataset.chart)];
      await drawer.newPlot(place, data, layout, {
        responsive: true, displaylogo: false, scrollZoom: false,
        modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d", "autoScale2d"],
        locale: "de", locales: {de: {dictionary: JSON.parse(told.dataset.dictionary)}},
      });
      frame.classList.add("examined");
      button.textContent = close;
      button.setAttribute("aria-expanded", "true");
    } catch {
      plotly = all = null;
      place.textContent = failed;
    }
    button.disabled = false;
  }

  function hide(frame, place, button) {
    window.Plotly.purge(place);
    frame.classList.remove("examined");
    button.textContent = open;
    button.setAttribute("aria-expanded", "false");
  }

  frames.forEach((frame) => {
    const button = document.createElement("button"), place = document.createElement("div");
    button.type = "button";
    button.className = "analysis-examine";
    button.textContent = open;
    button.setAttribute("aria-expanded", "false");
    place.className = "analysis-plotly";
    button.addEventListener("click", () =>
      (frame.classList.contains("examined") ? hide : show)(frame, place, button));
    frame.append(place, button);
  });
})();
