/**
 * Draws the dots of the map with WebGL 2: one draw call, whatever their number.
 *
 * Written by hand in place of a plotting library because those built on regl compile their drawing code at run time,
 * which the page's content policy (no `unsafe-eval`) forbids.
 */
import type { PointStyles } from "../../core/chartMapMarks";
import type { Rgb } from "../../core/colour";
import type { Size, Transform } from "../../core/geometryCamera";

const VERTEX = `#version 300 es
in float x; in float y; in float size; in vec4 colour; in float hollow; in float shape;
uniform vec3 transform; uniform vec2 canvas; uniform float ratio;
out vec4 fill; out float diameter; out float rimOnly; flat out int form;
void main() {
  vec2 pixel = vec2(transform.y + transform.x * x, transform.z - transform.x * y);
  gl_Position = vec4(pixel.x / canvas.x * 2.0 - 1.0, 1.0 - pixel.y / canvas.y * 2.0, 0.0, 1.0);
  diameter = (size + 2.0) * ratio;
  gl_PointSize = diameter;
  fill = colour; rimOnly = hollow; form = int(shape);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec4 fill; in float diameter; in float rimOnly; flat in int form;
uniform vec3 rim; uniform float ratio;
out vec4 painted;
// How far p is from the middle of a shape, 1 at its rim; p in [-1, 1], y downwards. The numbers are those of the legend.
float reach(vec2 p) {
  vec2 a = abs(p);
  if (form == 1) return max(a.x, a.y) / 0.84;
  if (form == 2) return max(p.y / 0.66, (a.x * 0.87 - p.y * 0.5) / 0.5);
  if (form == 3) return (a.x + a.y) / 1.0;
  if (form == 4) return max(-p.y / 0.66, (a.x * 0.87 + p.y * 0.5) / 0.5);
  if (form == 5) return min(max(a.x / 0.36, a.y), max(a.x, a.y / 0.36));
  return length(p);
}
void main() {
  float fromRim = (1.0 - reach(gl_PointCoord * 2.0 - 1.0)) * diameter / 2.0;
  float inDisc = smoothstep(0.0, 1.0, fromRim);
  float inFill = smoothstep(0.0, 1.0, fromRim - 0.8 * ratio);
  float hole = rimOnly * smoothstep(0.0, 1.0, fromRim - 3.0 * ratio);
  float alpha = fill.a * inDisc * (1.0 - hole);
  painted = vec4(mix(rim, fill.rgb, inFill) * alpha, alpha);
}`;

export interface PointRenderer {
  /** Where the dots are, in map coordinates. */
  place(x: Float32Array, y: Float32Array): void;
  /** How they look and in which order they are drawn (those left out are hidden); `rim` sets them off from one another. */
  style(styles: PointStyles, order: Uint32Array, rim: Rgb): void;
  draw(transform: Transform, size: Size, ratio: number): void;
  dispose(): void;
}

function compiled(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new Error("WebGL gave no shader; the context is lost");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  const shaders = [compiled(gl, gl.VERTEX_SHADER, VERTEX), compiled(gl, gl.FRAGMENT_SHADER, FRAGMENT)];
  for (const shader of shaders) gl.attachShader(program, shader);
  gl.linkProgram(program);
  // The program keeps what it was made of until it goes itself.
  for (const shader of shaders) gl.deleteShader(shader);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`the map's shaders do not link: ${gl.getProgramInfoLog(program) ?? "no reason given"}`);
  }
  return program;
}

/** Binds a buffer to an attribute and gives the function that fills it. */
function attribute(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  buffer: WebGLBuffer,
  name: string,
  width: number,
  bytes: boolean,
) {
  const at = gl.getAttribLocation(program, name);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, width, bytes ? gl.UNSIGNED_BYTE : gl.FLOAT, bytes, 0, 0);
  return (values: Float32Array | Uint8Array) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, values as Float32Array<ArrayBuffer>, gl.DYNAMIC_DRAW);
  };
}

function fitted(canvas: HTMLCanvasElement, size: Size, ratio: number): void {
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** A renderer on a canvas, or null where the browser has no WebGL 2. */
export function createPointRenderer(canvas: HTMLCanvasElement): PointRenderer | null {
  const gl = canvas.getContext("webgl2", { alpha: true, antialias: false, premultipliedAlpha: true });
  if (!gl) return null;
  const program = linked(gl);
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  const buffers: WebGLBuffer[] = [];
  const buffer = () => {
    const made = gl.createBuffer();
    buffers.push(made);
    return made;
  };
  const floats = (name: string) => attribute(gl, program, buffer(), name, 1, false);
  const fill = {
    x: floats("x"),
    y: floats("y"),
    size: floats("size"),
    colour: attribute(gl, program, buffer(), "colour", 4, true),
    hollow: floats("hollow"),
    shape: floats("shape"),
  };
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer());
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.useProgram(program);
  const uniform = (name: string) => gl.getUniformLocation(program, name);
  let drawn = { placed: 0, styled: 0, shown: 0 };
  return {
    place(x, y) {
      fill.x(x);
      fill.y(y);
      drawn = { ...drawn, placed: x.length };
    },
    style(styles, order, rim) {
      fill.size(styles.sizes);
      fill.colour(styles.colours);
      fill.hollow(styles.hollow);
      fill.shape(styles.shapes);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order as Uint32Array<ArrayBuffer>, gl.DYNAMIC_DRAW);
      gl.uniform3f(uniform("rim"), rim[0] / 255, rim[1] / 255, rim[2] / 255);
      drawn = { ...drawn, styled: styles.sizes.length, shown: order.length };
    },
    draw(transform, size, ratio) {
      fitted(canvas, size, ratio);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform3f(uniform("transform"), transform.scale, transform.originX, transform.originY);
      gl.uniform2f(uniform("canvas"), size.width, size.height);
      gl.uniform1f(uniform("ratio"), ratio);
      if (drawn.placed === drawn.styled) gl.drawElements(gl.POINTS, drawn.shown, gl.UNSIGNED_INT, 0);
    },
    dispose() {
      for (const each of buffers) gl.deleteBuffer(each);
      gl.deleteVertexArray(array);
      gl.deleteProgram(program);
    },
  };
}
