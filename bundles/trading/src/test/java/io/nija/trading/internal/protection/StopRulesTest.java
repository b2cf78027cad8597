package io.nija.trading.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;

import io.nija.trading.internal.protection.OpenSell.Role;
import io.nija.trading.internal.protection.OpenSell.Standing;
import io.nija.trading.internal.protection.Scene.Ability;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StopRulesTest {

    @Property(tries = 3000)
    void whateverHappensNoCoinIsSoldTwiceAndInTheEndTheStopIsWhatNoExitHolds(@ForAll long seed) {
        ModelVenue venue = new ModelVenue(seed);
        for (int event = 0; event < 60; event++) {
            venue.happens();
            for (int act = 0; act < 6 && venue.step(); act++) {
                assertThat(venue.selling()).isLessThanOrEqualTo(venue.position);
            }
            assertThat(venue.selling()).isLessThanOrEqualTo(venue.position);
        }
        venue.settle();
        assertThat(venue.idle()).as("no exit waits for ever").isTrue();
        atRest(venue.scene());
    }

    private static void atRest(Scene scene) {
        BigDecimal stops = scene.stops().stream().map(OpenSell::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal wanted = scene.floor(scene.position().subtract(scene.exits()));
        if (scene.dust()) {
            assertThat(stops).isLessThanOrEqualTo(scene.position());
        } else if (scene.hit()) {
            // What is left is at the venue, in a stop that was reached, or too little to be sold apart from it.
            assertThat(scene.taken(scene.uncovered(), scene.collar())).isFalse();
        } else if (scene.ability().kind() == Ability.Kind.NONE) {
            assertThat(scene.stops()).isEmpty();
        } else if (scene.taken(wanted, scene.ability().kind() == Ability.Kind.STOP_LIMIT ? scene.stopLimit() : scene.stopPrice())) {
            assertThat(scene.stops()).singleElement().satisfies(stop -> {
                assertThat(stop.remaining()).isEqualByComparingTo(wanted);
                assertThat(stop.stop()).isEqualByComparingTo(scene.stopPrice());
            });
        } else {
            assertThat(stops).isLessThanOrEqualTo(wanted);
        }
    }

    private static final Ability STOPS = new Ability(Ability.Kind.STOP, true);

    private static OpenSell stop(String remaining, Standing standing) {
        return new OpenSell(2, Role.STOP, standing, new BigDecimal(remaining), BigDecimal.ZERO, new BigDecimal("97"), null, false);
    }

    private static Scene scene(String position, List<OpenSell> sells, List<Scene.Slice> waiting, Ability ability, String bid) {
        return new Scene(new BigDecimal(position), new BigDecimal("100"), Plan.profile(0), new BigDecimal("3"), BigDecimal.ONE, sells, waiting,
                ModelVenue.RULES, ability, bid == null ? null : new BigDecimal(bid), false, true, true, false, false);
    }

    private static Scene.Slice slice(String quantity) {
        return new Scene.Slice(new BigDecimal(quantity), false);
    }

    @Test
    void aStopIsPutOnTheGridAndNeverBelowWhatWasPlanned() {
        Scene scene = new Scene(new BigDecimal("1.237"), new BigDecimal("100.07"), Plan.profile(0), new BigDecimal("3"), BigDecimal.ONE, List.of(),
                List.of(), ModelVenue.RULES, STOPS, null, false, true, true, false, false);
        assertThat(StopRules.next(scene)).isEqualTo(new Act.Place(new BigDecimal("1.23"), new BigDecimal("97.1"), null));
    }

    private static Scene withheld(List<OpenSell> sells, List<Scene.Slice> waiting, String bid) {
        return new Scene(new BigDecimal("2"), new BigDecimal("100"), Plan.profile(0), new BigDecimal("3"), BigDecimal.ONE, sells, waiting,
                ModelVenue.RULES, STOPS, bid == null ? null : new BigDecimal(bid), false, true, true, false, false, new BigDecimal("0.5"));
    }

    @Test
    void whatTheVenueWithholdsIsNotOfferedByAStopNorSoldWhenItsPriceIsReached() {
        assertThat(StopRules.next(withheld(List.of(), List.of(), null)))
                .isEqualTo(new Act.Place(new BigDecimal("1.50"), new BigDecimal("97.0"), null));
        assertThat(StopRules.next(withheld(List.of(stop("1.5", Standing.RESTS)), List.of(), null))).isEqualTo(new Act.Stay());
        assertThat(StopRules.next(withheld(List.of(), List.of(), "90"))).isEqualTo(new Act.Rescue(new BigDecimal("1.50")));
    }

    @Test
    void anExitOfAllTakesItsStopAwayAlsoWhereTheVenueWithholdsCoinsBesideIt() {
        assertThat(StopRules.next(withheld(List.of(stop("1.5", Standing.RESTS)), List.of(slice("2")), null))).isInstanceOf(Act.Cancel.class);
    }

    @Test
    void anExitWhoseCoinsAreFreeGoesAtOnce() {
        assertThat(StopRules.next(scene("2", List.of(stop("1", Standing.RESTS)), List.of(slice("1")), STOPS, null))).isEqualTo(new Act.Release());
    }

    @Test
    void aStopShrinksByTheSliceAndIsTakenAwayWhenTooLittleWouldBeLeft() {
        assertThat(StopRules.next(scene("2", List.of(stop("2", Standing.RESTS)), List.of(slice("1.5")), STOPS, null)))
                .isEqualTo(new Act.Amend(2, new BigDecimal("0.50"), null, null));
        assertThat(StopRules.next(scene("2", List.of(stop("2", Standing.RESTS)), List.of(slice("1.95")), STOPS, null))).isInstanceOf(Act.Cancel.class);
        assertThat(StopRules.next(scene("2", List.of(stop("2", Standing.RESTS)), List.of(slice("0.5")), new Ability(Ability.Kind.STOP, false), null)))
                .isInstanceOf(Act.Cancel.class);
    }

    @Test
    void aStopThatIsNotSurelyKnownMakesAnExitWait() {
        for (Standing unsure : List.of(Standing.MOVING, Standing.FIRED)) {
            assertThat(StopRules.next(scene("2", List.of(stop("2", unsure)), List.of(slice("1")), STOPS, null))).isEqualTo(new Act.Stay());
        }
    }

    @Test
    void whileAStopIsInDoubtThereIsNoSecondOneAndWhatItMayHoldIsNotSold() {
        assertThat(StopRules.next(scene("2", List.of(stop("2", Standing.MOVING)), List.of(), STOPS, null))).isEqualTo(new Act.Stay());
        assertThat(StopRules.next(scene("2", List.of(stop("2", Standing.MOVING)), List.of(), STOPS, "90"))).isEqualTo(new Act.Stay());
        assertThat(StopRules.next(scene("3", List.of(stop("2", Standing.MOVING)), List.of(), STOPS, "90")))
                .isEqualTo(new Act.Rescue(new BigDecimal("1.00")));
    }

    @Test
    void aSecondStopIsCancelled() {
        OpenSell other = new OpenSell(3, Role.STOP, Standing.RESTS, new BigDecimal("1"), BigDecimal.ZERO, new BigDecimal("97"), null, false);
        assertThat(StopRules.next(scene("2", List.of(stop("1", Standing.RESTS), other), List.of(), STOPS, null)))
                .isEqualTo(new Act.Cancel(3, "the position has another stop"));
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        for (Plan plan : List.of(Plan.named(new BigDecimal("0.00012"), 17), Plan.profile(0), Plan.none(3))) {
            assertThat(Plan.parse(plan.text())).isEqualTo(plan);
        }
    }
}
