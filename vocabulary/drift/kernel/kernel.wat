;; Sums over pairs of rows, before and after, for the drift of a vocabulary. write-kernel.mjs makes kernel.generated.ts of it.
;; Of bf16 two values stand in 32 bits: shifted up, the even one is an f32; the odd one is, with the low half cleared. So vectors
;; of columns ("sums", "units") that bf16 kernels fill are in the order of lanes: of eight columns 0 2 4 6 1 3 5 7. Norms and
;; products do not depend on it.
(module
  (import "env" "memory" (memory 1))

  ;; For each of $rows pairs: the squares of what is before, of what is after, and of their difference, added up, as three f64 at $out.
  ;; $bytes a row, a multiple of 16. Of 64 columns squares are added as f32, which took half the time of adding all as f64; products
  ;; of two bf16 are exact in f32.
  (func (export "pairs_bf16") (param $b i32) (param $p i32) (param $bytes i32) (param $rows i32) (param $out i32)
    (local $end i32) (local $stop i32) (local $x v128) (local $y v128) (local $u v128) (local $v v128) (local $t v128)
    (local $be v128) (local $bo v128) (local $pe v128) (local $po v128) (local $de v128) (local $do v128)
    (local $bb v128) (local $pp v128) (local $dd v128) (local $mask v128)
    (local.set $mask (v128.const i32x4 0xffff0000 0xffff0000 0xffff0000 0xffff0000))
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $bb (v128.const i64x2 0 0)) (local.set $pp (v128.const i64x2 0 0)) (local.set $dd (v128.const i64x2 0 0))
        (local.set $end (i32.add (local.get $b) (local.get $bytes)))
        (loop $columns
          (local.set $be (v128.const i64x2 0 0)) (local.set $bo (v128.const i64x2 0 0))
          (local.set $pe (v128.const i64x2 0 0)) (local.set $po (v128.const i64x2 0 0))
          (local.set $de (v128.const i64x2 0 0)) (local.set $do (v128.const i64x2 0 0))
          (local.set $stop (i32.add (local.get $b) (i32.const 128)))
          (local.set $stop (select (local.get $end) (local.get $stop) (i32.lt_u (local.get $end) (local.get $stop))))
          (loop $eight
            (local.set $x (v128.load (local.get $b)))
            (local.set $y (v128.load (local.get $p)))
            (local.set $u (i32x4.shl (local.get $x) (i32.const 16)))
            (local.set $v (i32x4.shl (local.get $y) (i32.const 16)))
            (local.set $x (v128.and (local.get $x) (local.get $mask)))
            (local.set $y (v128.and (local.get $y) (local.get $mask)))
            (local.set $be (f32x4.add (local.get $be) (f32x4.mul (local.get $u) (local.get $u))))
            (local.set $bo (f32x4.add (local.get $bo) (f32x4.mul (local.get $x) (local.get $x))))
            (local.set $pe (f32x4.add (local.get $pe) (f32x4.mul (local.get $v) (local.get $v))))
            (local.set $po (f32x4.add (local.get $po) (f32x4.mul (local.get $y) (local.get $y))))
            (local.set $u (f32x4.sub (local.get $v) (local.get $u)))
            (local.set $x (f32x4.sub (local.get $y) (local.get $x)))
            (local.set $de (f32x4.add (local.get $de) (f32x4.mul (local.get $u) (local.get $u))))
            (local.set $do (f32x4.add (local.get $do) (f32x4.mul (local.get $x) (local.get $x))))
            (local.set $b (i32.add (local.get $b) (i32.const 16)))
            (local.set $p (i32.add (local.get $p) (i32.const 16)))
            (br_if $eight (i32.lt_u (local.get $b) (local.get $stop))))
          (local.set $t (f32x4.add (local.get $be) (local.get $bo)))
          (local.set $bb (f64x2.add (local.get $bb) (f64x2.add (f64x2.promote_low_f32x4 (local.get $t)) (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $t) (local.get $t))))))
          (local.set $t (f32x4.add (local.get $pe) (local.get $po)))
          (local.set $pp (f64x2.add (local.get $pp) (f64x2.add (f64x2.promote_low_f32x4 (local.get $t)) (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $t) (local.get $t))))))
          (local.set $t (f32x4.add (local.get $de) (local.get $do)))
          (local.set $dd (f64x2.add (local.get $dd) (f64x2.add (f64x2.promote_low_f32x4 (local.get $t)) (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $t) (local.get $t))))))
          (br_if $columns (i32.lt_u (local.get $b) (local.get $end))))
        (call $write (local.get $out) (local.get $bb) (local.get $pp) (local.get $dd))
        (local.set $out (i32.add (local.get $out) (i32.const 24)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $row))))

  ;; The same of f32: $bytes a multiple of 16. All is f64 here.
  (func (export "pairs_f32") (param $b i32) (param $p i32) (param $bytes i32) (param $rows i32) (param $out i32)
    (local $end i32) (local $x v128) (local $y v128) (local $u v128) (local $v v128)
    (local $b0 v128) (local $b1 v128) (local $p0 v128) (local $p1 v128) (local $d0 v128) (local $d1 v128)
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $b0 (v128.const i64x2 0 0)) (local.set $b1 (v128.const i64x2 0 0))
        (local.set $p0 (v128.const i64x2 0 0)) (local.set $p1 (v128.const i64x2 0 0))
        (local.set $d0 (v128.const i64x2 0 0)) (local.set $d1 (v128.const i64x2 0 0))
        (local.set $end (i32.add (local.get $b) (local.get $bytes)))
        (loop $four
          (local.set $u (v128.load (local.get $b)))
          (local.set $v (v128.load (local.get $p)))
          (local.set $x (f64x2.promote_low_f32x4 (local.get $u)))
          (local.set $y (f64x2.promote_low_f32x4 (local.get $v)))
          (local.set $b0 (f64x2.add (local.get $b0) (f64x2.mul (local.get $x) (local.get $x))))
          (local.set $p0 (f64x2.add (local.get $p0) (f64x2.mul (local.get $y) (local.get $y))))
          (local.set $x (f64x2.sub (local.get $y) (local.get $x)))
          (local.set $d0 (f64x2.add (local.get $d0) (f64x2.mul (local.get $x) (local.get $x))))
          (local.set $x (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $u) (local.get $u))))
          (local.set $y (f64x2.promote_low_f32x4 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $v) (local.get $v))))
          (local.set $b1 (f64x2.add (local.get $b1) (f64x2.mul (local.get $x) (local.get $x))))
          (local.set $p1 (f64x2.add (local.get $p1) (f64x2.mul (local.get $y) (local.get $y))))
          (local.set $x (f64x2.sub (local.get $y) (local.get $x)))
          (local.set $d1 (f64x2.add (local.get $d1) (f64x2.mul (local.get $x) (local.get $x))))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $p (i32.add (local.get $p) (i32.const 16)))
          (br_if $four (i32.lt_u (local.get $b) (local.get $end))))
        (call $write (local.get $out) (f64x2.add (local.get $b0) (local.get $b1)) (f64x2.add (local.get $p0) (local.get $p1)) (f64x2.add (local.get $d0) (local.get $d1)))
        (local.set $out (i32.add (local.get $out) (i32.const 24)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $row))))

  (func $write (param $out i32) (param $b v128) (param $p v128) (param $d v128)
    (f64.store (local.get $out) (f64.add (f64x2.extract_lane 0 (local.get $b)) (f64x2.extract_lane 1 (local.get $b))))
    (f64.store offset=8 (local.get $out) (f64.add (f64x2.extract_lane 0 (local.get $p)) (f64x2.extract_lane 1 (local.get $p))))
    (f64.store offset=16 (local.get $out) (f64.add (f64x2.extract_lane 0 (local.get $d)) (f64x2.extract_lane 1 (local.get $d)))))

  ;; Adds the shifts of rows to f32 sums over columns: as they are to $sums, scaled to $units. $list has 12 bytes a row: where it is
  ;; before and after, and what to scale by; a multiple of four rows.
  (func (export "shifts_bf16") (param $list i32) (param $rows i32) (param $bytes i32) (param $sums i32) (param $units i32)
    (local $at i32) (local $to i32) (local $b0 i32) (local $b1 i32) (local $b2 i32) (local $b3 i32)
    (local $p0 i32) (local $p1 i32) (local $p2 i32) (local $p3 i32)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local $x v128) (local $y v128) (local $t v128) (local $even v128) (local $odd v128) (local $evens v128) (local $odds v128)
    (local $mask v128)
    (local.set $mask (v128.const i32x4 0xffff0000 0xffff0000 0xffff0000 0xffff0000))
    (block $done
      (loop $rest
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $b0 (i32.load (local.get $list))) (local.set $p0 (i32.load offset=4 (local.get $list)))
        (local.set $b1 (i32.load offset=12 (local.get $list))) (local.set $p1 (i32.load offset=16 (local.get $list)))
        (local.set $b2 (i32.load offset=24 (local.get $list))) (local.set $p2 (i32.load offset=28 (local.get $list)))
        (local.set $b3 (i32.load offset=36 (local.get $list))) (local.set $p3 (i32.load offset=40 (local.get $list)))
        (local.set $s0 (v128.load32_splat offset=8 (local.get $list)))
        (local.set $s1 (v128.load32_splat offset=20 (local.get $list)))
        (local.set $s2 (v128.load32_splat offset=32 (local.get $list)))
        (local.set $s3 (v128.load32_splat offset=44 (local.get $list)))
        (local.set $at (i32.const 0))
        (loop $eight
          (local.set $to (i32.shl (local.get $at) (i32.const 1)))
          (local.set $even (v128.load (i32.add (local.get $sums) (local.get $to))))
          (local.set $odd (v128.load offset=16 (i32.add (local.get $sums) (local.get $to))))
          (local.set $evens (v128.load (i32.add (local.get $units) (local.get $to))))
          (local.set $odds (v128.load offset=16 (i32.add (local.get $units) (local.get $to))))

          (local.set $x (v128.load (i32.add (local.get $b0) (local.get $at))))
          (local.set $y (v128.load (i32.add (local.get $p0) (local.get $at))))
          (local.set $t (f32x4.sub (i32x4.shl (local.get $y) (i32.const 16)) (i32x4.shl (local.get $x) (i32.const 16))))
          (local.set $even (f32x4.add (local.get $even) (local.get $t)))
          (local.set $evens (f32x4.add (local.get $evens) (f32x4.mul (local.get $t) (local.get $s0))))
          (local.set $t (f32x4.sub (v128.and (local.get $y) (local.get $mask)) (v128.and (local.get $x) (local.get $mask))))
          (local.set $odd (f32x4.add (local.get $odd) (local.get $t)))
          (local.set $odds (f32x4.add (local.get $odds) (f32x4.mul (local.get $t) (local.get $s0))))

          (local.set $x (v128.load (i32.add (local.get $b1) (local.get $at))))
          (local.set $y (v128.load (i32.add (local.get $p1) (local.get $at))))
          (local.set $t (f32x4.sub (i32x4.shl (local.get $y) (i32.const 16)) (i32x4.shl (local.get $x) (i32.const 16))))
          (local.set $even (f32x4.add (local.get $even) (local.get $t)))
          (local.set $evens (f32x4.add (local.get $evens) (f32x4.mul (local.get $t) (local.get $s1))))
          (local.set $t (f32x4.sub (v128.and (local.get $y) (local.get $mask)) (v128.and (local.get $x) (local.get $mask))))
          (local.set $odd (f32x4.add (local.get $odd) (local.get $t)))
          (local.set $odds (f32x4.add (local.get $odds) (f32x4.mul (local.get $t) (local.get $s1))))

          (local.set $x (v128.load (i32.add (local.get $b2) (local.get $at))))
          (local.set $y (v128.load (i32.add (local.get $p2) (local.get $at))))
          (local.set $t (f32x4.sub (i32x4.shl (local.get $y) (i32.const 16)) (i32x4.shl (local.get $x) (i32.const 16))))
          (local.set $even (f32x4.add (local.get $even) (local.get $t)))
          (local.set $evens (f32x4.add (local.get $evens) (f32x4.mul (local.get $t) (local.get $s2))))
          (local.set $t (f32x4.sub (v128.and (local.get $y) (local.get $mask)) (v128.and (local.get $x) (local.get $mask))))
          (local.set $odd (f32x4.add (local.get $odd) (local.get $t)))
          (local.set $odds (f32x4.add (local.get $odds) (f32x4.mul (local.get $t) (local.get $s2))))

          (local.set $x (v128.load (i32.add (local.get $b3) (local.get $at))))
          (local.set $y (v128.load (i32.add (local.get $p3) (local.get $at))))
          (local.set $t (f32x4.sub (i32x4.shl (local.get $y) (i32.const 16)) (i32x4.shl (local.get $x) (i32.const 16))))
          (local.set $even (f32x4.add (local.get $even) (local.get $t)))
          (local.set $evens (f32x4.add (local.get $evens) (f32x4.mul (local.get $t) (local.get $s3))))
          (local.set $t (f32x4.sub (v128.and (local.get $y) (local.get $mask)) (v128.and (local.get $x) (local.get $mask))))
          (local.set $odd (f32x4.add (local.get $odd) (local.get $t)))
          (local.set $odds (f32x4.add (local.get $odds) (f32x4.mul (local.get $t) (local.get $s3))))

          (v128.store (i32.add (local.get $sums) (local.get $to)) (local.get $even))
          (v128.store offset=16 (i32.add (local.get $sums) (local.get $to)) (local.get $odd))
          (v128.store (i32.add (local.get $units) (local.get $to)) (local.get $evens))
          (v128.store offset=16 (i32.add (local.get $units) (local.get $to)) (local.get $odds))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $eight (i32.lt_u (local.get $at) (local.get $bytes))))
        (local.set $list (i32.add (local.get $list) (i32.const 48)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 4)))
        (br $rest))))

  ;; The same of f32.
  (func (export "shifts_f32") (param $list i32) (param $rows i32) (param $bytes i32) (param $sums i32) (param $units i32)
    (local $at i32) (local $b0 i32) (local $p0 i32) (local $s0 v128) (local $t v128)
    (block $done
      (loop $rest
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $b0 (i32.load (local.get $list))) (local.set $p0 (i32.load offset=4 (local.get $list)))
        (local.set $s0 (v128.load32_splat offset=8 (local.get $list)))
        (local.set $at (i32.const 0))
        (loop $four
          (local.set $t (f32x4.sub (v128.load (i32.add (local.get $p0) (local.get $at))) (v128.load (i32.add (local.get $b0) (local.get $at)))))
          (v128.store (i32.add (local.get $sums) (local.get $at))
            (f32x4.add (v128.load (i32.add (local.get $sums) (local.get $at))) (local.get $t)))
          (v128.store (i32.add (local.get $units) (local.get $at))
            (f32x4.add (v128.load (i32.add (local.get $units) (local.get $at))) (f32x4.mul (local.get $t) (local.get $s0))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $four (i32.lt_u (local.get $at) (local.get $bytes))))
        (local.set $list (i32.add (local.get $list) (i32.const 12)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $rest))))

  ;; Products of $rows rows of f32 with $queries others (a multiple of four), row by row, as f32 at $out. $bytes a row, a multiple of 16.
  (func (export "products") (param $a i32) (param $bytes i32) (param $rows i32) (param $q i32) (param $queries i32) (param $out i32)
    (local $at i32) (local $query i32) (local $left i32) (local $x v128) (local $b2 i32) (local $b3 i32)
    (local $r0 v128) (local $r1 v128) (local $r2 v128) (local $r3 v128)
    (local.set $b2 (i32.shl (local.get $bytes) (i32.const 1)))
    (local.set $b3 (i32.add (local.get $b2) (local.get $bytes)))
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $left (local.get $queries))
        (local.set $query (local.get $q))
        (loop $fours
          (local.set $r0 (v128.const i64x2 0 0)) (local.set $r1 (v128.const i64x2 0 0))
          (local.set $r2 (v128.const i64x2 0 0)) (local.set $r3 (v128.const i64x2 0 0))
          (local.set $at (i32.const 0))
          (loop $columns
            (local.set $x (v128.load (i32.add (local.get $a) (local.get $at))))
            (local.set $r0 (f32x4.add (local.get $r0) (f32x4.mul (local.get $x) (v128.load (local.get $query)))))
            (local.set $r1 (f32x4.add (local.get $r1) (f32x4.mul (local.get $x) (v128.load (i32.add (local.get $query) (local.get $bytes))))))
            (local.set $r2 (f32x4.add (local.get $r2) (f32x4.mul (local.get $x) (v128.load (i32.add (local.get $query) (local.get $b2))))))
            (local.set $r3 (f32x4.add (local.get $r3) (f32x4.mul (local.get $x) (v128.load (i32.add (local.get $query) (local.get $b3))))))
            (local.set $query (i32.add (local.get $query) (i32.const 16)))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br_if $columns (i32.lt_u (local.get $at) (local.get $bytes))))
          (local.set $query (i32.add (local.get $query) (local.get $b3)))
          (f32.store (local.get $out) (call $sum (local.get $r0)))
          (f32.store offset=4 (local.get $out) (call $sum (local.get $r1)))
          (f32.store offset=8 (local.get $out) (call $sum (local.get $r2)))
          (f32.store offset=12 (local.get $out) (call $sum (local.get $r3)))
          (local.set $out (i32.add (local.get $out) (i32.const 16)))
          (br_if $fours (local.tee $left (i32.sub (local.get $left) (i32.const 4)))))
        (local.set $a (i32.add (local.get $a) (local.get $bytes)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $row))))

  (func $sum (param $x v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $x)) (f32x4.extract_lane 1 (local.get $x)))
      (f32.add (f32x4.extract_lane 2 (local.get $x)) (f32x4.extract_lane 3 (local.get $x)))))

  ;; $count bf16 (a multiple of 8) as f32, in their order.
  (func (export "widen_bf16") (param $from i32) (param $to i32) (param $count i32)
    (local $x v128) (local $end i32)
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $count) (i32.const 1))))
    (loop $eight
      (local.set $x (v128.load (local.get $from)))
      (v128.store (local.get $to) (i8x16.shuffle 16 16 0 1 16 16 2 3 16 16 4 5 16 16 6 7 (local.get $x) (v128.const i64x2 0 0)))
      (v128.store offset=16 (local.get $to) (i8x16.shuffle 16 16 8 9 16 16 10 11 16 16 12 13 16 16 14 15 (local.get $x) (v128.const i64x2 0 0)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (br_if $eight (i32.lt_u (local.get $from) (local.get $end)))))

  ;; $count f16 (a multiple of 4) as f32. An exponent of f16 stands in that of f32 15 - 127 too low, which a product mends, subnormal
  ;; ones too; the highest one is that of infinity and NaN.
  (func (export "widen_f16") (param $from i32) (param $to i32) (param $count i32)
    (local $x v128) (local $m v128) (local $end i32)
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $count) (i32.const 1))))
    (loop $four
      (local.set $x (v128.load16x4_u (local.get $from)))
      (local.set $m (i32x4.shl (v128.and (local.get $x) (v128.const i32x4 0x7fff 0x7fff 0x7fff 0x7fff)) (i32.const 13)))
      (v128.store (local.get $to)
        (v128.or
          (i32x4.shl (v128.and (local.get $x) (v128.const i32x4 0x8000 0x8000 0x8000 0x8000)) (i32.const 16))
          (v128.bitselect
            (v128.or (local.get $m) (v128.const i32x4 0x7f800000 0x7f800000 0x7f800000 0x7f800000))
            (f32x4.mul (local.get $m) (v128.const i32x4 0x77800000 0x77800000 0x77800000 0x77800000))
            (i32x4.ge_u (local.get $m) (v128.const i32x4 0x0f800000 0x0f800000 0x0f800000 0x0f800000)))))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $from) (local.get $end))))))
