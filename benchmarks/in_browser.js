// Times of the page in a browser, taken inside it: `pageTimes` has what benchmarks/browser.py asks for.
(() => {
  /** The end of the frame that is being drawn now: a message to oneself comes after its layout and painting. */
  const painted = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    });
  /** The path of the first chart with a class or place: the band of the scenario, and its line. */
  const paths = () => document.querySelectorAll(".chart-place svg")[0].querySelectorAll("path");
  const changed = (path, enough) =>
    new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (!enough(path.getAttribute("d"))) return;
        observer.disconnect();
        done(painted());
      });
      observer.observe(path, { attributes: true, attributeFilter: ["d"] });
    });
  const points = (d) => d.split(",").length - 1;
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });

  globalThis.pageTimes = {
    /** Milliseconds from a slider's move to the first new picture, to all months, and to the band of all seeds. */
    async slider(id, value, months) {
      const slider = document.getElementById(`slider-${id}`);
      const [band, line] = [paths()[1], paths()[4]];
      const [oldBand, oldLine] = [band, line].map((path) => path.getAttribute("d"));
      const begun = performance.now();
      const first = changed(line, (d) => d !== oldLine);
      const whole = changed(line, (d) => d !== oldLine && points(d) === months);
      const seeds = changed(band, (d) => d && d !== oldBand);
      slider.value = value;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      return (await Promise.all([first, whole, seeds])).map((at) => at - begun);
    },
    /** Milliseconds from a lesson's slider to the end of the next frame, and to the picture with what came of it. */
    async lesson(id, value) {
      const slider = document.getElementById(`own-${id}`);
      const place = document.querySelector(".lesson-plot");
      const own = () => place.querySelector("rect")?.getAttribute("transform");
      const [before, begun] = [own(), performance.now()];
      const result = new Promise((done) => {
        const observer = new MutationObserver(() => own() !== before && (observer.disconnect(), done(painted())));
        observer.observe(place, { childList: true, subtree: true });
      });
      slider.value = value;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      const repaint = new Promise((done) => requestAnimationFrame(() => done(painted())));
      return (await Promise.all([repaint, result])).map((at) => at - begun);
    },
    /** Tasks of the main thread over 50 ms since it was asked last, in milliseconds. */
    longTasks: () => tasks.splice(0),
    /** Play on and on, from the beginning whenever the end is reached. */
    play() {
      const button = document.getElementById("player-play");
      setInterval(() => button.classList.contains("main") && button.textContent === "▶" && button.click(), 200);
    },
  };
})();
