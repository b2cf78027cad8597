package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void theNameSplitsAtTheFirstHyphen() {
        assertThat(FileName.of("io.nija.account-daivon_frazier.cfg")).isEqualTo(
                new FileName.ForPid("io.nija.account-daivon_frazier.cfg", "io.nija.account", "daivon_frazier"));
        assertThat(FileName.of("io.nija.strategy.apex-btc-fast.cfg")).isEqualTo(
                new FileName.ForPid("io.nija.strategy.apex-btc-fast.cfg", "io.nija.strategy.apex", "btc-fast"));
        assertThat(FileName.of("io.nija.broker.kraken.cfg")).isEqualTo(
                new FileName.ForPid("io.nija.broker.kraken.cfg", "io.nija.broker.kraken", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "io.nija.account-master.cfg~", "#io.nija.account-master.cfg#", ".#io.nija.account-master.cfg",
        ".io.nija.account-master.cfg.swp", ".io.nija.account-master.cfg.swx", "io.nija.account-master.cfg.tmp", "4913",
        "io.nija.account-master.cfg.part", "io.nija.account-master.cfg.bak", "io.nija.account-master.cfg.orig",
        "io.nija.account-master.cfg.dpkg-new", ".io.nija.account-master.cfg.A1b2C3", ".goutputstream-X1Y2Z3", "sedAb12Cd",
        "io.nija.account-master.cfg.kate-swp", "io.nija.account-master.cfg___jb_tmp___", ".env.swp", ".env~", ".nfs00000012a",
        "io.nija.account-master.CFG", "io.nija.account-master.cfg.txt", "IO.NIJA.account-master.cfg", "org.apache.felix.http.cfg"})
    void leftoversAndNearMissesArePassedOverWithAReason(String file) {
        assertThat(FileName.of(file)).isInstanceOfSatisfying(FileName.Ignored.class,
                ignored -> assertThat(ignored.reason()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "README.md", "..data", "..2026_11_22_10_00_00.123", "notes", "logback.xml"})
    void otherFilesAreNobodysBusiness(String file) {
        assertThat(FileName.of(file)).isInstanceOf(FileName.Other.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "io.nija.account-Master.cfg", "io.nija.account-a b.cfg", "io.nija.account-.cfg", "io.nija.account-a-b.cfg",
        "io.nija.account-*)(account=*.cfg", "io.nija..x-a.cfg", "io.nija.session.kraken-master.cfg", "io.nija.session-x.cfg",
        "io.nija.risk-A.cfg", "io.nija.account-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.cfg"})
    void illegalNamesAreObjectedTo(String file) {
        assertThat(FileName.of(file)).isInstanceOfSatisfying(FileName.ForPid.class,
                name -> assertThat(name.objection()).isPresent());
    }
}
