package io.nija.strategy.apex.internal;

import java.util.List;
import java.util.Optional;

/** What the ranges of single keys cannot say: keys that must fit each other. */
final class ApexRule {

    private ApexRule() {}

    /** A key whose value does not fit. */
    record Problem(String key, String value, String legal) {

        String sentence() {
            return "'" + key + "' is '" + value + "'; legal is " + legal + ".";
        }
    }

    static Optional<Problem> problem(ApexConfig config, List<double[]> targets, List<double[]> bands) {
        if (config.ema_fast() >= config.ema_middle()) {
            return problem("ema.fast", config.ema_fast(), "less than 'ema.middle', which is " + config.ema_middle());
        }
        if (config.ema_middle() >= config.ema_slow()) {
            return problem("ema.middle", config.ema_middle(), "less than 'ema.slow', which is " + config.ema_slow());
        }
        if (config.macd_fast() >= config.macd_slow()) {
            return problem("macd.fast", config.macd_fast(), "less than 'macd.slow', which is " + config.macd_slow());
        }
        if (config.rsi_low() >= config.rsi_high()) {
            return problem("rsi.low", config.rsi_low(), "less than 'rsi.high', which is " + config.rsi_high());
        }
        if (config.stop_percent_least() > config.stop_percent_most()) {
            return problem("stop.percent.least", config.stop_percent_least(), "not more than 'stop.percent.most', which is "
                    + config.stop_percent_most());
        }
        if (!rising(targets) || targets.stream().anyMatch(target -> target[0] <= 0 || target[1] < 1 || target[1] != Math.rint(target[1]))
                || targets.stream().mapToDouble(target -> target[1]).sum() != 100) {
            return problem("targets", String.join(",", config.targets()), "R:PERCENT with R above 0 and rising, and whole percentages that are 100 together");
        }
        if (!rising(bands) || bands.isEmpty() || bands.stream().anyMatch(band -> band[1] <= 0 || band[1] > 100)) {
            return problem("adx.bands", String.join(",", config.adx_bands()), "ADX:PERCENT with ADX rising and percentages above 0 and up to 100");
        }
        return Optional.empty();
    }

    private static boolean rising(List<double[]> table) {
        for (int i = 1; i < table.size(); i++) {
            if (table.get(i)[0] <= table.get(i - 1)[0]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Problem> problem(String key, Object value, String legal) {
        return Optional.of(new Problem(key, String.valueOf(value), legal));
    }
}
