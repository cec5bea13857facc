"""Statements and sources of `known_answers` in Chinese, by their form; a test says that none is missing."""

STATEMENTS = {
    "one measured task, e = b / c: {values}": "一项被考核的工作，e = b / c：{values}",
    "two tasks that crowd each other, θ = .5: change of the second by pay of the first": (
        "两项相互挤占的工作，θ = .5：第一项的报酬使第二项改变多少"
    ),
    "two tasks that crowd each other, θ = .5, b = {pay}: the first": "两项相互挤占的工作，θ = .5，b = {pay}：第一项",
    "two tasks that crowd each other, θ = .5, b = {pay}: the second": "两项相互挤占的工作，θ = .5，b = {pay}：第二项",
    "two tasks that crowd each other, θ = .5, only the first paid: the first": (
        "两项相互挤占的工作，θ = .5，只有第一项有报酬：第一项"
    ),
    "two tasks that crowd each other, θ = .5, only the first paid: the second": (
        "两项相互挤占的工作，θ = .5，只有第一项有报酬：第二项"
    ),
    "all hours worked, {values}, a campaign takes {time} of T = 1": (
        "工时全部用完，{values}，运动占去 T = 1 中的 {time}"
    ),
    "all hours worked, {values}": "工时全部用完，{values}",
    "log returns, citizens keep {share}, {values}": "对数收益，群众仍得 {share}，{values}",
    "value f = {value}, measure g = {measure}, c = 4: best bonus f g / g g": (
        "价值 f = {value}，考核 g = {measure}，c = 4：最优奖金 f g / g g"
    ),
    "value f = {value}, measure g = {measure}, c = 4: share of the surplus, cos²": (
        "价值 f = {value}，考核 g = {measure}，c = 4：占最大剩余的比重 cos²"
    ),
    "prize on rank among equals, {formula}, V = 1, s = .5: {values}": (
        "同等者按名次得奖，{formula}，V = 1，s = .5：{values}"
    ),
    "weight a ratchet λ = {belief} leaves a prize, {formula}, δ = .9": (
        "棘轮 λ = {belief} 之下奖励剩下的权重，{formula}，δ = .9"
    ),
    "the same, λ = .5, as effort at b = c = 1": "同上，λ = .5，表现为 b = c = 1 时的努力",
    "prize for a target τ under noise s, {formula}, B = c = 1: s = {noise}, τ = {target} after {before} (two basins)": (
        "在噪声 s 下达标得奖，{formula}，B = c = 1：s = {noise}，此前 {before}，现在 τ = {target}（两个吸引域）"
    ),
    "prize for a target τ under noise s, {formula}, B = c = 1: s = {noise}, τ = {target}": (
        "在噪声 s 下达标得奖，{formula}，B = c = 1：s = {noise}，τ = {target}"
    ),
    "real and fake work, b = .6, c = 1, k = 2, pF = {fine}: real, {formula}": (
        "真做与造假，b = .6，c = 1，k = 2，pF = {fine}：真做 {formula}"
    ),
    "real and fake work, b = .6, c = 1, k = 2, pF = {fine}: fake, {formula}": (
        "真做与造假，b = .6，c = 1，k = 2，pF = {fine}：造假 {formula}"
    ),
    "real and fake work, b = .6, c = 1, k = 2, pF = {fine}: fake": (
        "真做与造假，b = .6，c = 1，k = 2，pF = {fine}：造假"
    ),
    "logit shares of worths (1, .5, 0), precision 2, equal masses: worth {worth}": (
        "价值为 (1, .5, 0) 的 logit 份额，精度 2，惯性相等：价值 {worth}"
    ),
    "logit shares of worths (1, .5, 0), precision 2, masses {masses}: worth {worth}": (
        "价值为 (1, .5, 0) 的 logit 份额，精度 2，惯性 {masses}：价值 {worth}"
    ),
    "act from a chance of success {formula}, R = {values}": "成功机会达到 {formula} 才去做，R = {values}",
    "at that chance, τ = {tolerance}: share that acts of those two, precision {precision}": (
        "在该机会处，τ = {tolerance}：做与不做之中做的份额，精度 {precision}"
    ),
    "N = 20 equal offices, visits against one office's, {formula}: r = {share}": (
        "N = 20 个相同部门，检查次数与一个部门之比，{formula}：r = {share}"
    ),
}
SOURCES = {
    "Cobb-Douglas shares": "Cobb-Douglas 份额",
    "expected utility": "期望效用",
    "identity of the load (K5)": "负担恒等式 (K5)",
    "Weitzman (1980), written into eq. 34": "Weitzman (1980)，即式 34 本身",
    "{one} and {other} ({year}), with a fixed standard": "{one}、{other} ({year})，标准固定",
    "{one} and {other} ({year}); {more}": "{one}、{other} ({year})；{more}",
    "{one} and {other} ({year})": "{one}、{other} ({year})",
    "{who} ({year})": "{who} ({year})",
}
