// Dragging a session with the pointer. A finger has to rest on it first, so that the grid still scrolls.
const REST = 350;
const SLACK = 5;
const EDGE = 40;
const PACE = 12;

export function drag(form, grid, hold) {
  let from = null;
  let isDragging = false;

  const begin = () => {
    isDragging = true;
    hold.take(from.slot);
    from.slot.setPointerCapture(from.id);
    document.documentElement.classList.add("is-dragging");
  };

  const end = () => {
    clearTimeout(from?.timer);
    document.documentElement.classList.remove("is-dragging");
    [from, isDragging] = [null, false];
  };

  const scrollAtEdges = ({ clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = grid.box.getBoundingClientRect();
    const towards = (value, least, most) => (value < least + EDGE ? -PACE : value > most - EDGE ? PACE : 0);
    grid.box.scrollBy(towards(x, left, right), towards(y, top, bottom));
  };

  form.addEventListener("pointerdown", (event) => {
    const slot = event.target.closest("button[data-slot]");
    if (!slot || event.button !== 0) return;
    const { clientX: x, clientY: y, pointerId: id, pointerType } = event;
    // By the top of the session, wherever in it the pointer is.
    const inset = slot.dataset.minutes ? 0 : y - slot.getBoundingClientRect().top;
    from = { slot, x, y, id, inset, isTouch: pointerType === "touch" };
    if (from.isTouch) from.timer = setTimeout(begin, REST);
  });

  addEventListener("pointermove", (event) => {
    if (!from || event.pointerId !== from.id) return;
    const { clientX: x, clientY: y } = event;
    const isFar = Math.hypot(x - from.x, y - from.y) > SLACK;
    if (!isDragging && isFar) from.isTouch ? end() : begin();
    if (!isDragging) return;
    scrollAtEdges(event);
    const { room, start } = grid.placeAt(x, y - from.inset);
    if (room !== undefined) hold.put({ room, start });
  });

  addEventListener("pointerup", ({ clientX, clientY }) => {
    const wasDragging = isDragging;
    end();
    if (!wasDragging || !hold.held) return;
    // The click that follows would take the session up again.
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const below = document.elementFromPoint(clientX, clientY);
    if (below?.closest(".grid-box")) hold.lay();
    else if (below?.closest('[data-timetable-part="panel"]') && !hold.held.isNew) hold.takeOut();
    else hold.putBack();
  });

  addEventListener("pointercancel", () => {
    if (isDragging && hold.held) hold.putBack();
    end();
  });

  // A finger that drags does not scroll, and its long touch opens no menu.
  const keep = (event) => isDragging && event.preventDefault();
  form.addEventListener("touchmove", keep, { passive: false });
  form.addEventListener("contextmenu", (event) => from?.isTouch && event.preventDefault());
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
