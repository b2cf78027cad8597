package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.order.Side;
import io.nija.order.Trade;

import org.junit.jupiter.api.Test;

class FeeWordsTest {

    @Test
    void aFeeIsSaidWithItsAsset() {
        assertThat(Words.fee(trade("0.2626", "USD"))).isEqualTo("fee 0.2626 USD");
    }

    @Test
    void aFeeWhoseAssetIsNotToldIsSaidAsThat() {
        assertThat(Words.fee(trade("0.2626", null))).isEqualTo("fee 0.2626 (asset not told yet)");
    }

    @Test
    void aFeeThatIsNotToldIsNoNumber() {
        assertThat(Words.fee(trade(null, null))).isEqualTo("fee not told yet");
    }

    private static Trade trade(String fee, String asset) {
        return new Trade(LaneId.of("master", "kraken"), "T1", "V1", null, "BTC/USD", Side.BUY, new BigDecimal("50000"), BigDecimal.ONE,
                new BigDecimal("50000"), fee == null ? null : new BigDecimal(fee), asset, true, Instant.EPOCH);
    }
}
