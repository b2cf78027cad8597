package io.nija.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class ClauseTest {

    @Test
    void commasAndSemicolonsInQuotesAreText() {
        List<Clause> clauses = Clause.parse("a.b;c.d;version=\"[1.0,2)\";resolution:=optional,e;x:List<String>=\"one,two\";v:Version=1.2");
        assertThat(clauses).hasSize(2);
        assertThat(clauses.get(0).paths()).containsExactly("a.b", "c.d");
        assertThat(clauses.get(0).attributes()).containsEntry("version", "[1.0,2)");
        assertThat(clauses.get(0).directives()).containsEntry("resolution", "optional");
        assertThat(clauses.get(1).attributes()).containsEntry("x", List.of("one", "two")).containsEntry("v", new Version("1.2"));
    }

    @Test
    void aFilterKeepsItsEqualsSigns() {
        assertThat(Clause.parse("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"").get(0).directives())
                .containsEntry("filter", "(&(osgi.ee=JavaSE)(version=17))");
    }

    @Test
    void anOpenQuotationMarkIsAnError() {
        assertThatThrownBy(() -> Clause.parse("a;b=\"c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void javasOwnPackagesAndOptionalOnesAreNoNeeds() {
        assertThat(Need.ofImports("java.util,a;resolution:=optional,b;version=\"[1,2)\"")).singleElement()
                .satisfies(need -> {
                    assertThat(need.words()).isEqualTo("the package b [1,2)");
                    assertThat(need.filter()).isEqualTo("(&(osgi.wiring.package=b)(&(version>=1.0.0)(!(version>=2.0.0))))");
                });
    }
}
