// Unpacks LZMA as `pack.rs` writes it: the size in four bytes, then the range coder's bytes.
// The names are those of the LZMA specification; lc is 3, lp and pb are 0.
const unpack = (packed) => {
  const numbers = new DataView(packed.buffer, packed.byteOffset);
  const size = numbers.getUint32(0, true);
  const out = new Uint8Array(size);

  // Where the probabilities of each decision begin; a state is below 12.
  const IS_MATCH = 0;
  const IS_REP = 12;
  const IS_REP_G0 = 24;
  const IS_REP_G1 = 36;
  const IS_REP_G2 = 48;
  const IS_REP0_LONG = 60;
  const POS_SLOT = 72;
  const POS_SPECIAL = 328;
  const ALIGN = 456;
  const LENGTH = 472;
  const REP_LENGTH = 746;
  const LITERAL = 1020;
  const probabilities = new Uint16Array(LITERAL + 8 * 768).fill(1024);

  // The range and the code, which need all 32 bits without a sign; the first byte is always 0.
  const coder = new Uint32Array([-1, numbers.getUint32(5)]);
  let next = 9;
  const normalize = () => {
    if (coder[0] < 0x1000000) {
      coder[0] <<= 8;
      coder[1] = (coder[1] << 8) | packed[next++];
    }
  };
  const bit = (index) => {
    const probability = probabilities[index];
    const bound = (coder[0] >>> 11) * probability;
    const decoded = coder[1] < bound ? 0 : 1;
    if (decoded) {
      coder[0] -= bound;
      coder[1] -= bound;
      probabilities[index] -= probability >> 5;
    } else {
      coder[0] = bound;
      probabilities[index] += (2048 - probability) >> 5;
    }
    normalize();
    return decoded;
  };
  const tree = (base, count) => {
    let node = 1;
    for (let left = count; left > 0; left--) node = (node << 1) | bit(base + node);
    return node - (1 << count);
  };
  const reverseTree = (base, count) => {
    let node = 1;
    let value = 0;
    for (let at = 0; at < count; at++) {
      const decoded = bit(base + node);
      node = (node << 1) | decoded;
      value |= decoded << at;
    }
    return value;
  };
  const directBits = (count) => {
    let value = 0;
    for (let left = count; left > 0; left--) {
      coder[0] >>>= 1;
      const decoded = coder[1] < coder[0] ? 0 : 1;
      if (decoded) coder[1] -= coder[0];
      normalize();
      value = (value << 1) | decoded;
    }
    return value;
  };
  const length = (base) => {
    if (!bit(base)) return 2 + tree(base + 2, 3);
    if (!bit(base + 1)) return 10 + tree(base + 10, 3);
    return 18 + tree(base + 18, 8);
  };
  const distance = (matched) => {
    const slot = tree(POS_SLOT + 64 * Math.min(matched - 2, 3), 6);
    if (slot < 4) return slot;
    const count = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << count;
    if (slot < 14) return high + reverseTree(POS_SPECIAL + high - slot, count);
    return high + (directBits(count - 4) << 4) + reverseTree(ALIGN, 4);
  };

  let state = 0;
  // How far back the last four matches began, less one.
  let reps = [0, 0, 0, 0];
  let at = 0;
  const literal = () => {
    const base = LITERAL + 768 * (at > 0 ? out[at - 1] >> 5 : 0);
    let symbol = 1;
    if (state >= 7) {
      let match = out[at - reps[0] - 1];
      while (symbol < 256) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const decoded = bit(base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | decoded;
        if (decoded !== expected) break;
      }
    }
    while (symbol < 256) symbol = (symbol << 1) | bit(base + symbol);
    out[at++] = symbol;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  // How many bytes repeat; `reps` then says from where.
  const repetition = () => {
    const afterLiteral = state < 7;
    if (!bit(IS_REP + state)) {
      const matched = length(LENGTH);
      state = afterLiteral ? 7 : 10;
      reps = [distance(matched), reps[0], reps[1], reps[2]];
      return matched;
    }
    if (!bit(IS_REP_G0 + state)) {
      if (!bit(IS_REP0_LONG + state)) {
        state = afterLiteral ? 9 : 11;
        return 1;
      }
    } else {
      const nth = !bit(IS_REP_G1 + state) ? 1 : 2 + bit(IS_REP_G2 + state);
      reps = [...reps.splice(nth, 1), ...reps];
    }
    state = afterLiteral ? 8 : 11;
    return length(REP_LENGTH);
  };

  while (at < size) {
    if (!bit(IS_MATCH + state)) {
      literal();
      continue;
    }
    for (let left = repetition(); left > 0; left--, at++) out[at] = out[at - reps[0] - 1];
  }
  return out;
};
