package io.nija.alert;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.market.Symbol;

import org.osgi.annotation.versioning.ProviderType;

/** What an alert is about. Together with the alert's code it says which alert it is. */
@ProviderType
public sealed interface AlertScope {

    /** NIJA as a whole. */
    record Everything() implements AlertScope {

        @Override
        public String toString() {
            return "NIJA";
        }
    }

    /** One account, wherever it is. */
    record OfAccount(AccountId account) implements AlertScope {

        @Override
        public String toString() {
            return account.toString();
        }
    }

    /** One broker, for all accounts. */
    record OfBroker(BrokerId broker) implements AlertScope {

        @Override
        public String toString() {
            return broker.toString();
        }
    }

    /** One lane. */
    record OfLane(LaneId lane) implements AlertScope {

        @Override
        public String toString() {
            return lane.toString();
        }
    }

    /** One symbol on one lane. */
    record OfSymbol(LaneId lane, Symbol symbol) implements AlertScope {

        @Override
        public String toString() {
            return lane + " " + symbol;
        }
    }

    /** NIJA as a whole. */
    static AlertScope everything() {
        return new Everything();
    }

    /** One account. */
    static AlertScope of(AccountId account) {
        return new OfAccount(account);
    }

    /** One broker. */
    static AlertScope of(BrokerId broker) {
        return new OfBroker(broker);
    }

    /** One lane. */
    static AlertScope of(LaneId lane) {
        return new OfLane(lane);
    }

    /** One symbol on one lane. */
    static AlertScope of(LaneId lane, Symbol symbol) {
        return new OfSymbol(lane, symbol);
    }
}
