//! Integers of 128 bits as two of 64, and pieces that double the width of a word.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Inst, Opcode, Value, types};

use super::int::is_signed;
use super::{Known, Legalizer};
use crate::Error;
use crate::builtin::Builtin;
use crate::op::{Op, Type};
use crate::ssa::{Node, Val};

/// The lower and the upper half.
pub(super) type Pair = (Val, Val);

impl Legalizer<'_> {
    pub(super) fn unary_wide(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        arg: Value,
    ) -> Result<(), Error> {
        let to = self.func.dfg.first_result(inst);
        let to_ty = self.ty(to);
        let from = self.ty(arg);
        let (lo, hi) = self.pair(arg);
        match opcode {
            Opcode::Uextend => {
                let lo = self.extend_64(arg, false);
                let hi = self.push_i64(0);
                self.set_pair(to, (lo, hi));
            }
            Opcode::Sextend => {
                let lo = self.extend_64(arg, true);
                let hi = self.sign_64(lo);
                self.set_pair(to, (lo, hi));
            }
            Opcode::Ireduce => {
                let val = if to_ty == types::I64 {
                    lo
                } else {
                    self.push(Op::I32WrapI64, &[lo])
                };
                self.set(to, val);
            }
            Opcode::Bmask => {
                let bit = self.truth_bit(arg);
                let zero = self.push_i64(0);
                let bit = self.push(Op::I64ExtendI32U, &[bit]);
                let mask = self.push(Op::I64Sub, &[zero, bit]);
                match to_ty {
                    types::I128 => self.set_pair(to, (mask, mask)),
                    types::I64 => self.set(to, mask),
                    _ => {
                        let val = self.push(Op::I32WrapI64, &[mask]);
                        self.set_known(to, val, Known::SIGN);
                    }
                }
            }
            _ if from != types::I128 => return Err(self.no_inst(inst)),
            Opcode::Bitcast => self.set_pair(to, (lo, hi)),
            Opcode::Bnot => {
                let ones = self.push_i64(-1);
                let pair = (
                    self.push(Op::I64Xor, &[lo, ones]),
                    self.push(Op::I64Xor, &[hi, ones]),
                );
                self.set_pair(to, pair);
            }
            Opcode::Ineg => {
                let pair = self.negate_wide((lo, hi));
                self.set_pair(to, pair);
            }
            Opcode::Iabs => {
                let sign = self.sign_64(hi);
                let flipped = (
                    self.push(Op::I64Xor, &[lo, sign]),
                    self.push(Op::I64Xor, &[hi, sign]),
                );
                let pair = self.sub_wide(flipped, (sign, sign)).0;
                self.set_pair(to, pair);
            }
            Opcode::Popcnt => {
                let (lo, hi) = (
                    self.push(Op::I64Popcnt, &[lo]),
                    self.push(Op::I64Popcnt, &[hi]),
                );
                let sum = self.push(Op::I64Add, &[lo, hi]);
                self.set_small(to, sum);
            }
            Opcode::Clz => {
                let val = self.clz_wide((lo, hi));
                self.set_small(to, val);
            }
            Opcode::Ctz => {
                let low = self.push(Op::I64Ctz, &[lo]);
                let high = self.push(Op::I64Ctz, &[hi]);
                let bits = self.push_i64(64);
                let high = self.push(Op::I64Add, &[high, bits]);
                let empty = self.push(Op::I64Eqz, &[lo]);
                let val = self.select(empty, high, low);
                self.set_small(to, val);
            }
            Opcode::Cls => {
                let sign = self.sign_64(hi);
                let flipped = (
                    self.push(Op::I64Xor, &[lo, sign]),
                    self.push(Op::I64Xor, &[hi, sign]),
                );
                let val = self.clz_wide(flipped);
                let one = self.push_i64(1);
                let val = self.push(Op::I64Sub, &[val, one]);
                self.set_small(to, val);
            }
            Opcode::Bswap => {
                let pair = (self.swap_64(hi), self.swap_64(lo));
                self.set_pair(to, pair);
            }
            Opcode::Bitrev => {
                let pair = (self.reverse_64(hi), self.reverse_64(lo));
                self.set_pair(to, pair);
            }
            _ => return Err(self.no_inst(inst)),
        }
        Ok(())
    }

    /// A value that fits into the lower half.
    fn set_small(&mut self, to: Value, lo: Val) {
        let hi = self.push_i64(0);
        self.set_pair(to, (lo, hi));
    }

    /// A value of at most 64 bits, extended to 64.
    pub(super) fn extend_64(&mut self, value: Value, signed: bool) -> Val {
        if self.ty(value) == types::I64 {
            return self.lo(value);
        }
        let val = if signed {
            self.sext(value)
        } else {
            self.zext(value)
        };
        self.push(
            if signed {
                Op::I64ExtendI32S
            } else {
                Op::I64ExtendI32U
            },
            &[val],
        )
    }

    /// 64 copies of the sign.
    pub(super) fn sign_64(&mut self, val: Val) -> Val {
        let shift = self.push_i64(63);
        self.push(Op::I64ShrS, &[val, shift])
    }

    fn clz_wide(&mut self, (lo, hi): Pair) -> Val {
        let high = self.push(Op::I64Clz, &[hi]);
        let low = self.push(Op::I64Clz, &[lo]);
        let bits = self.push_i64(64);
        let low = self.push(Op::I64Add, &[low, bits]);
        let empty = self.push(Op::I64Eqz, &[hi]);
        self.select(empty, low, high)
    }

    pub(super) fn compare_wide(&mut self, cond: IntCC, x: Pair, y: Pair) -> Val {
        if matches!(cond, IntCC::Equal | IntCC::NotEqual) {
            let lo = self.push(Op::I64Xor, &[x.0, y.0]);
            let hi = self.push(Op::I64Xor, &[x.1, y.1]);
            let any = self.push(Op::I64Or, &[lo, hi]);
            if cond == IntCC::Equal {
                return self.push(Op::I64Eqz, &[any]);
            }
            let zero = self.push_i64(0);
            return self.push(Op::I64Ne, &[any, zero]);
        }
        let low_cond = if is_signed(cond) {
            unsigned(cond)
        } else {
            cond
        };
        let low = self.compare(low_cond, x.0, y.0, true);
        let high = self.compare(cond, x.1, y.1, true);
        let same = self.push(Op::I64Eq, &[x.1, y.1]);
        self.select(same, low, high)
    }

    /// The sum, and the carry as an `i32`.
    pub(super) fn add_wide(&mut self, x: Pair, y: Pair) -> (Pair, Val) {
        let lo = self.push(Op::I64Add, &[x.0, y.0]);
        let carry = self.push(Op::I64LtU, &[lo, y.0]);
        let carry_64 = self.push(Op::I64ExtendI32U, &[carry]);
        let hi = self.push(Op::I64Add, &[x.1, y.1]);
        let hi = self.push(Op::I64Add, &[hi, carry_64]);
        ((lo, hi), carry)
    }

    /// The difference, and the borrow of the lower half as an `i32`.
    pub(super) fn sub_wide(&mut self, x: Pair, y: Pair) -> (Pair, Val) {
        let lo = self.push(Op::I64Sub, &[x.0, y.0]);
        let borrow = self.push(Op::I64LtU, &[x.0, y.0]);
        let borrow_64 = self.push(Op::I64ExtendI32U, &[borrow]);
        let hi = self.push(Op::I64Sub, &[x.1, y.1]);
        let hi = self.push(Op::I64Sub, &[hi, borrow_64]);
        ((lo, hi), borrow)
    }

    fn negate_wide(&mut self, pair: Pair) -> Pair {
        let zero = self.push_i64(0);
        self.sub_wide((zero, zero), pair).0
    }

    pub(super) fn binary_wide(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let to = self.func.dfg.first_result(inst);
        if let Opcode::Ishl | Opcode::Ushr | Opcode::Sshr | Opcode::Rotl | Opcode::Rotr = opcode {
            let pair = self.shift_wide(opcode, args);
            self.set_pair(to, pair);
            return Ok(());
        }
        let [x, y] = args.map(|it| self.pair(it));
        let mut halves = |op| (self.push(op, &[x.0, y.0]), self.push(op, &[x.1, y.1]));
        let pair = match opcode {
            Opcode::Band => halves(Op::I64And),
            Opcode::Bor => halves(Op::I64Or),
            Opcode::Bxor => halves(Op::I64Xor),
            Opcode::Iadd => self.add_wide(x, y).0,
            Opcode::Isub => self.sub_wide(x, y).0,
            Opcode::Imul => self.multiply_wide(x, y),
            Opcode::Udiv => self.builtin_wide(Builtin::DivU128, x, y, true),
            Opcode::Sdiv => {
                self.trap_on_overflow(x, y);
                self.builtin_wide(Builtin::DivS128, x, y, true)
            }
            Opcode::Urem => self.builtin_wide(Builtin::RemU128, x, y, true),
            Opcode::Srem => self.builtin_wide(Builtin::RemS128, x, y, true),
            Opcode::Smin | Opcode::Smax | Opcode::Umin | Opcode::Umax => {
                let cond = match opcode {
                    Opcode::Smin => IntCC::SignedLessThan,
                    Opcode::Smax => IntCC::SignedGreaterThan,
                    Opcode::Umin => IntCC::UnsignedLessThan,
                    _ => IntCC::UnsignedGreaterThan,
                };
                let cond = self.compare_wide(cond, x, y);
                (self.select(cond, x.0, y.0), self.select(cond, x.1, y.1))
            }
            _ => return Err(self.no_inst(inst)),
        };
        self.set_pair(to, pair);
        Ok(())
    }

    /// The least number divided by -1 traps, as for narrower ones.
    fn trap_on_overflow(&mut self, x: Pair, y: Pair) {
        let least = self.push_i64(i64::MIN);
        let high = self.push(Op::I64Xor, &[x.1, least]);
        let is_least = self.push(Op::I64Or, &[x.0, high]);
        let ones = self.push(Op::I64And, &[y.0, y.1]);
        let minus_one = self.push_i64(-1);
        let other = self.push(Op::I64Xor, &[ones, minus_one]);
        let any = self.push(Op::I64Or, &[is_least, other]);
        let cond = self.push(Op::I64Eqz, &[any]);
        self.trap_if(cond);
    }

    fn multiply_wide(&mut self, x: Pair, y: Pair) -> Pair {
        // A product of two 64-bit numbers needs no call.
        if self.i64_const(x.1) == Some(0) && self.i64_const(y.1) == Some(0) {
            let hi = self.multiply_high(x.0, y.0, 64, false);
            return (self.push(Op::I64Mul, &[x.0, y.0]), hi);
        }
        self.builtin_wide(Builtin::Mul128, x, y, false)
    }

    /// A function of compiler-builtins that takes two 128-bit numbers and writes a third through its first parameter.
    fn builtin_wide(&mut self, function: Builtin, x: Pair, y: Pair, divides: bool) -> Pair {
        if divides {
            let any = self.push(Op::I64Or, &[y.0, y.1]);
            let zero = self.push(Op::I64Eqz, &[any]);
            self.trap_if(zero);
        }
        let slot = self.result_slot();
        self.builtin_call(function, &[slot, x.0, x.1, y.0, y.1]);
        self.result_wide(slot)
    }

    pub(super) fn builtin_call(&mut self, function: Builtin, args: &[Val]) -> Val {
        self.calls = true;
        let result = function
            .signature()
            .and_then(|it| it.result)
            .unwrap_or(Type::Void);
        self.code.push_many(
            Op::Call,
            result,
            args,
            u64::from(function.symbol().0),
            self.loc,
        )
    }

    /// What a function of compiler-builtins wrote to [`Self::result_slot`].
    pub(super) fn result_wide(&mut self, slot: Val) -> Pair {
        let mut load = |offset| {
            let (base, offset) = self.fold_address(slot, offset);
            let val = self.code.push(
                Op::I64Load,
                Type::I64,
                &[base],
                Node::place(offset, None),
                self.loc,
            );
            let node = self.code.node_mut(val);
            node.aux = 3;
            node.effects = node.effects.removable();
            val
        };
        (load(0), load(8))
    }

    fn shift_wide(&mut self, opcode: Opcode, args: [Value; 2]) -> Pair {
        let (lo, hi) = self.pair(args[0]);
        let amount = match self.ty(args[1]) {
            types::I64 | types::I128 => self.lo(args[1]),
            _ => {
                let val = self.lo(args[1]);
                match self.i32_const(val) {
                    Some(known) => self.push_i64(known.into()),
                    None => self.push(Op::I64ExtendI32U, &[val]),
                }
            }
        };
        if let Some(known) = self.i64_const(amount) {
            return self.shift_wide_const(opcode, (lo, hi), (known & 127) as u32);
        }
        let big_bit = self.push_i64(64);
        let big = self.push(Op::I64And, &[amount, big_bit]);
        let zero = self.push_i64(0);
        let big = self.push(Op::I64Ne, &[big, zero]);
        let ones = self.push_i64(-1);
        let rest = self.push(Op::I64Xor, &[amount, ones]);
        match opcode {
            Opcode::Ishl => {
                let shifted = self.push(Op::I64Shl, &[lo, amount]);
                let high = self.funnel_left(hi, lo, amount, rest);
                (
                    self.select(big, zero, shifted),
                    self.select(big, shifted, high),
                )
            }
            Opcode::Ushr | Opcode::Sshr => {
                let signed = opcode == Opcode::Sshr;
                let shifted = self.push(
                    if signed { Op::I64ShrS } else { Op::I64ShrU },
                    &[hi, amount],
                );
                let fill = if signed { self.sign_64(hi) } else { zero };
                let low = self.funnel_right(hi, lo, amount, rest);
                (
                    self.select(big, shifted, low),
                    self.select(big, fill, shifted),
                )
            }
            _ => {
                // By 64 or more the halves change places.
                let (low, high) = (self.select(big, hi, lo), self.select(big, lo, hi));
                if opcode == Opcode::Rotl {
                    let new_low = self.funnel_left(low, high, amount, rest);
                    (new_low, self.funnel_left(high, low, amount, rest))
                } else {
                    let new_low = self.funnel_right(high, low, amount, rest);
                    (new_low, self.funnel_right(low, high, amount, rest))
                }
            }
        }
    }

    /// The upper half of `high:low` shifted left by the lowest six bits of `amount`, of which `rest` is the complement.
    fn funnel_left(&mut self, high: Val, low: Val, amount: Val, rest: Val) -> Val {
        let one = self.push_i64(1);
        let up = self.push(Op::I64Shl, &[high, amount]);
        // In two steps, because a shift by 64 is one by zero.
        let down = self.push(Op::I64ShrU, &[low, one]);
        let down = self.push(Op::I64ShrU, &[down, rest]);
        self.push(Op::I64Or, &[up, down])
    }

    /// The lower half of `high:low` shifted right.
    fn funnel_right(&mut self, high: Val, low: Val, amount: Val, rest: Val) -> Val {
        let one = self.push_i64(1);
        let down = self.push(Op::I64ShrU, &[low, amount]);
        let up = self.push(Op::I64Shl, &[high, one]);
        let up = self.push(Op::I64Shl, &[up, rest]);
        self.push(Op::I64Or, &[up, down])
    }

    fn shift_wide_const(&mut self, opcode: Opcode, (lo, hi): Pair, amount: u32) -> Pair {
        if amount == 0 {
            return (lo, hi);
        }
        let zero = self.push_i64(0);
        let (low, high) = match opcode {
            _ if amount < 64 => (lo, hi),
            Opcode::Ishl => (zero, lo),
            Opcode::Ushr => (hi, zero),
            Opcode::Sshr => (hi, self.sign_64(hi)),
            _ => (hi, lo),
        };
        let amount = i64::from(amount & 63);
        if amount == 0 {
            return (low, high);
        }
        let left = matches!(opcode, Opcode::Ishl | Opcode::Rotl);
        let mut half = |upper: Val, lower: Val, amount: i64| {
            let (up, down) = (self.push_i64(amount), self.push_i64(64 - amount));
            let up = self.push(Op::I64Shl, &[upper, up]);
            let down = self.push(Op::I64ShrU, &[lower, down]);
            self.push(Op::I64Or, &[up, down])
        };
        match opcode {
            Opcode::Rotl => (half(low, high, amount), half(high, low, amount)),
            Opcode::Rotr => (half(high, low, 64 - amount), half(low, high, 64 - amount)),
            _ if left => {
                let new_high = half(high, low, amount);
                let amount = self.push_i64(amount);
                (self.push(Op::I64Shl, &[low, amount]), new_high)
            }
            _ => {
                let new_low = half(high, low, 64 - amount);
                let amount = self.push_i64(amount);
                let op = if opcode == Opcode::Sshr {
                    Op::I64ShrS
                } else {
                    Op::I64ShrU
                };
                (new_low, self.push(op, &[high, amount]))
            }
        }
    }

    /// The upper half of the product of two numbers of so many bits, which are extended.
    pub(super) fn multiply_high(&mut self, x: Val, y: Val, bits: u32, signed: bool) -> Val {
        match bits {
            64 => self.multiply_high_64(x, y, signed),
            32 => {
                let op = if signed {
                    Op::I64ExtendI32S
                } else {
                    Op::I64ExtendI32U
                };
                let (x, y) = (self.push(op, &[x]), self.push(op, &[y]));
                let product = self.push(Op::I64Mul, &[x, y]);
                let shift = self.push_i64(32);
                let high = self.push(Op::I64ShrU, &[product, shift]);
                self.push(Op::I32WrapI64, &[high])
            }
            _ => {
                let product = self.push(Op::I32Mul, &[x, y]);
                let shift = self.push_i32(bits as i32);
                self.push(
                    if signed { Op::I32ShrS } else { Op::I32ShrU },
                    &[product, shift],
                )
            }
        }
    }

    /// Schoolbook multiplication with digits of 32 bits (Knuth, TAOCP 4.3.1, algorithm M; Warren, Hacker's Delight 8-2).
    fn multiply_high_64(&mut self, x: Val, y: Val, signed: bool) -> Val {
        let half = self.push_i64(32);
        let mask = self.push_i64(0xffff_ffff);
        let (x0, x1) = (
            self.push(Op::I64And, &[x, mask]),
            self.push(Op::I64ShrU, &[x, half]),
        );
        let (y0, y1) = (
            self.push(Op::I64And, &[y, mask]),
            self.push(Op::I64ShrU, &[y, half]),
        );
        let low = self.push(Op::I64Mul, &[x0, y0]);
        let low = self.push(Op::I64ShrU, &[low, half]);
        let middle = self.push(Op::I64Mul, &[x1, y0]);
        let middle = self.push(Op::I64Add, &[middle, low]);
        let other = self.push(Op::I64Mul, &[x0, y1]);
        let carry = self.push(Op::I64And, &[middle, mask]);
        let other = self.push(Op::I64Add, &[other, carry]);
        let high = self.push(Op::I64Mul, &[x1, y1]);
        let middle = self.push(Op::I64ShrU, &[middle, half]);
        let other = self.push(Op::I64ShrU, &[other, half]);
        let high = self.push(Op::I64Add, &[high, middle]);
        let high = self.push(Op::I64Add, &[high, other]);
        if !signed {
            return high;
        }
        // A negative factor counts 2^64 too much of the other one.
        let x_sign = self.sign_64(x);
        let y_sign = self.sign_64(y);
        let by_x = self.push(Op::I64And, &[x_sign, y]);
        let by_y = self.push(Op::I64And, &[y_sign, x]);
        let high = self.push(Op::I64Sub, &[high, by_x]);
        self.push(Op::I64Sub, &[high, by_y])
    }
}

/// The condition that takes the sign for a bit like others.
pub(super) fn unsigned(cond: IntCC) -> IntCC {
    match cond {
        IntCC::SignedLessThan => IntCC::UnsignedLessThan,
        IntCC::SignedLessThanOrEqual => IntCC::UnsignedLessThanOrEqual,
        IntCC::SignedGreaterThan => IntCC::UnsignedGreaterThan,
        IntCC::SignedGreaterThanOrEqual => IntCC::UnsignedGreaterThanOrEqual,
        other => other,
    }
}

/// Bytes and bits in reverse.
impl Legalizer<'_> {
    /// The lowest two bytes exchanged, with zeros above.
    pub(super) fn swap_16(&mut self, val: Val) -> Val {
        let val = self.mask(val, 16);
        let shift = self.push_i32(8);
        let up = self.push(Op::I32Shl, &[val, shift]);
        let down = self.push(Op::I32ShrU, &[val, shift]);
        let both = self.push(Op::I32Or, &[up, down]);
        self.mask(both, 16)
    }

    pub(super) fn swap_32(&mut self, val: Val) -> Val {
        // Bytes 0 and 2 by rotating right, 1 and 3 by rotating left.
        let mask = self.push_i32(0x00ff_00ff);
        let shift = self.push_i32(8);
        let even = self.push(Op::I32And, &[val, mask]);
        let even = self.push(Op::I32Rotr, &[even, shift]);
        let odd = self.push(Op::I32Rotl, &[val, shift]);
        let odd = self.push(Op::I32And, &[odd, mask]);
        self.push(Op::I32Or, &[even, odd])
    }

    pub(super) fn swap_64(&mut self, val: Val) -> Val {
        let val = self.exchange_64(val, 8, 0x00ff_00ff_00ff_00ff);
        let val = self.exchange_64(val, 16, 0x0000_ffff_0000_ffff);
        let half = self.push_i64(32);
        self.push(Op::I64Rotl, &[val, half])
    }

    pub(super) fn reverse_32(&mut self, val: Val) -> Val {
        let mut val = self.swap_32(val);
        for (by, mask) in [(4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)] {
            let (by, mask) = (self.push_i32(by), self.push_i32(mask));
            let down = self.push(Op::I32ShrU, &[val, by]);
            let down = self.push(Op::I32And, &[down, mask]);
            let up = self.push(Op::I32And, &[val, mask]);
            let up = self.push(Op::I32Shl, &[up, by]);
            val = self.push(Op::I32Or, &[down, up]);
        }
        val
    }

    pub(super) fn reverse_64(&mut self, val: Val) -> Val {
        let val = self.swap_64(val);
        let val = self.exchange_64(val, 4, 0x0f0f_0f0f_0f0f_0f0f);
        let val = self.exchange_64(val, 2, 0x3333_3333_3333_3333);
        self.exchange_64(val, 1, 0x5555_5555_5555_5555)
    }

    /// Exchanges neighbouring groups of `by` bits, the lower of which are those in `mask`.
    fn exchange_64(&mut self, val: Val, by: i64, mask: i64) -> Val {
        let (by, mask) = (self.push_i64(by), self.push_i64(mask));
        let down = self.push(Op::I64ShrU, &[val, by]);
        let down = self.push(Op::I64And, &[down, mask]);
        let up = self.push(Op::I64And, &[val, mask]);
        let up = self.push(Op::I64Shl, &[up, by]);
        self.push(Op::I64Or, &[down, up])
    }
}
