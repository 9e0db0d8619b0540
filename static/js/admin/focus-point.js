// <input type="file" data-field="photo" data-focus-x="photo_focus_x" data-focus-y=… >: shows the
// picture, stored or just chosen, and the part that pages cut from it, of the shape `focus-ratio`.
// A click chooses the middle of the part; the two number fields say the same.

const LONGEST = 320;
const SQUARE = 96;

for (const input of document.querySelectorAll("input[type=file][data-focus-x]")) start(input);

function start(input) {
  const prefix = input.id.slice(0, -input.dataset.field.length);
  const axes = [input.dataset.focusX, input.dataset.focusY].map((name) => document.getElementById(prefix + name));
  if (axes.includes(null)) return;
  const picker = element("div", "focus-picker");
  const [whole, square] = [element("canvas", "focus-picker__whole"), element("canvas", "focus-picker__square")];
  const hint = element("p", "help");
  hint.textContent = input.dataset.focusHint;
  picker.append(whole, square, hint);
  picker.hidden = true;
  input.after(picker);

  let picture = null;
  const ratio = Number(input.dataset.focusRatio);
  const draw = () => picture && drawBoth(picture, whole, square, axes.map(percent), ratio);
  const show = (found) => {
    picture = found;
    picker.hidden = !found;
    draw();
  };
  for (const axis of axes) axis.addEventListener("input", draw);
  whole.addEventListener("click", ({ offsetX, offsetY }) => {
    const point = [offsetX / whole.clientWidth, offsetY / whole.clientHeight];
    axes.forEach((axis, n) => {
      axis.value = Math.round(Math.min(Math.max(point[n], 0), 1) * 100);
      axis.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  const showStored = async () => show(await stored(input.dataset.focusSource));
  // A picture that the browser cannot read may still be one that the site can.
  input.addEventListener("change", () => {
    if (!input.files.length) return showStored();
    return createImageBitmap(input.files[0]).then(show, () => show(null));
  });
  showStored();
}

function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

const percent = (axis) => Math.min(Math.max(Number(axis.value) || 0, 0), 100) / 100;

async function stored(address) {
  if (!address) return null;
  const image = new Image();
  image.src = address;
  return image.decode().then(() => image, () => null);
}

function drawBoth(picture, whole, square, focus, ratio) {
  const size = [picture.naturalWidth || picture.width, picture.naturalHeight || picture.height];
  const scale = Math.min(1, LONGEST / Math.max(...size));
  [whole.width, whole.height] = size.map((side) => Math.round(side * scale));
  const drawing = whole.getContext("2d");
  drawing.drawImage(picture, 0, 0, whole.width, whole.height);
  ring(drawing, focus[0] * whole.width, focus[1] * whole.height);

  const height = Math.min(size[1], size[0] / ratio);
  const part = [height * ratio, height];
  const start = (length, n) => Math.max(Math.min(length * focus[n] - part[n] / 2, length - part[n]), 0);
  const [left, top] = size.map(start);
  [square.width, square.height] = [Math.round(SQUARE * ratio), SQUARE];
  square.getContext("2d").drawImage(picture, left, top, ...part, 0, 0, square.width, square.height);
}

/* White within dark: seen on any picture. */
function ring(drawing, x, y) {
  for (const [width, colour] of [[6, "black"], [3, "white"]]) {
    drawing.beginPath();
    drawing.arc(x, y, 12, 0, 2 * Math.PI);
    drawing.lineWidth = width;
    drawing.strokeStyle = colour;
    drawing.stroke();
  }
}
