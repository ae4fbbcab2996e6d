/**
 * The page's own clock for the bench of the window. An effect counts as seen when a frame that shows it has been handed
 * over for painting: the message posted in an animation frame is delivered after that frame's style, layout and paint.
 */
(() => {
  const afterPaint = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      }),
    );

  const clock = {
    /** Durations of tasks above 50 ms, in ms. */
    longTasks: [],
    /** Event Timing's durations (to the next paint) above 16 ms, by type. */
    events: [],

    /** Milliseconds from the next event of a type, as the browser stamped it, to the frame in which `shows()` holds. */
    arm(type, shows) {
      clock.answer = new Promise((resolve) => {
        addEventListener(
          type,
          async ({ timeStamp }) => {
            let now = await afterPaint();
            while (!shows()) now = await afterPaint();
            resolve(now - timeStamp);
          },
          { capture: true, once: true },
        );
      });
    },

    /** Begins to note the times of animation frames, in ms, and what is read at each. */
    watchFrames(read) {
      const frames = (clock.frames = []);
      const note = (now) => {
        if (clock.frames !== frames) return;
        frames.push([now, read()]);
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    },

    /** The frames since, and no more of them. */
    framesSeen() {
      const { frames } = clock;
      clock.frames = null;
      return frames;
    },

    /** Notes from now on when each new text of an element was painted: [text, ms since 1970]. */
    watchText(element, read) {
      const seen = (clock.seen = []);
      let last = null;
      const look = async () => {
        const now = await afterPaint();
        const text = read(element());
        if (text !== last) seen.push([text, performance.timeOrigin + now]);
        last = text;
        if (clock.seen === seen) void look();
      };
      void look();
    },

    /** What was noted, and no more of it. */
    textsSeen() {
      const { seen } = clock;
      clock.seen = null;
      return seen;
    },
  };
  new PerformanceObserver((list) => clock.longTasks.push(...list.getEntries().map((each) => each.duration))).observe({
    type: "longtask",
  });
  new PerformanceObserver((list) =>
    clock.events.push(...list.getEntries().map(({ name, duration }) => ({ name, duration }))),
  ).observe({ type: "event", durationThreshold: 16 });
  window.clock = clock;
})();
