<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>interleave</name>
    <message numerus="yes">
        <source>%n leases</source>
        <comment>that were refused</comment>
        <translation>
            <numerusform>%n lease</numerusform>
            <numerusform>%n leases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows</source>
        <translation>
            <numerusform>%1 row</numerusform>
            <numerusform>%1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no order of the %n transactions gives that</source>
        <translation>
            <numerusform>no order of the %n transaction gives that</numerusform>
            <numerusform>no order of the %n transactions gives that</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n orders of the transactions comes to that.</source>
        <translation>
            <numerusform>No order of the transactions comes to that.</numerusform>
            <numerusform>None of the %n orders of the transactions comes to that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It goes through: %1 rows.</source>
        <translation>
            <numerusform>It goes through: %1 row.</numerusform>
            <numerusform>It goes through: %1 rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes are lost</source>
        <translation>
            <numerusform>%n change is lost</numerusform>
            <numerusform>%n changes are lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes are lost, and nobody was told</source>
        <translation>
            <numerusform>%n change is lost, and nobody was told</numerusform>
            <numerusform>%n changes are lost, and nobody was told</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is no id that the server takes: at most %n bytes, without control characters</source>
        <translation>
            <numerusform>“%1” is no id that the server takes: at most %n byte, without control characters</numerusform>
            <numerusform>“%1” is no id that the server takes: at most %n bytes, without control characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is longer than %n characters</source>
        <translation>
            <numerusform>“%1” is longer than %n character</numerusform>
            <numerusform>“%1” is longer than %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is missing, and there are %n records to choose from</source>
        <translation>
            <numerusform>“%1” is missing, and there is %n record to choose from</numerusform>
            <numerusform>“%1” is missing, and there are %n records to choose from</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 seconds later</source>
        <translation>
            <numerusform>%1 second later</numerusform>
            <numerusform>%1 seconds later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server’s clock goes back by %1 seconds</source>
        <translation>
            <numerusform>The server’s clock goes back by %1 second</numerusform>
            <numerusform>The server’s clock goes back by %1 seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server’s clock goes forward by %1 seconds</source>
        <translation>
            <numerusform>The server’s clock goes forward by %1 second</numerusform>
            <numerusform>The server’s clock goes forward by %1 seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%2 characters)</source>
        <comment>a beginning and the length of all</comment>
        <translation>
            <numerusform>%1 (%2 character)</numerusform>
            <numerusform>%1 (%2 characters)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it has more than %n fields</source>
        <translation>
            <numerusform>it has more than %n field</numerusform>
            <numerusform>it has more than %n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>→ %1 rows</source>
        <translation>
            <numerusform>→ %1 row</numerusform>
            <numerusform>→ %1 rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n others go on waiting.</source>
        <translation>
            <numerusform>One other goes on waiting.</numerusform>
            <numerusform>%n others go on waiting.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 had said that it waits for %2 seconds at most, and that time is over.</source>
        <translation>
            <numerusform>%1 had said that it waits for %2 second at most, and that time is over.</numerusform>
            <numerusform>%1 had said that it waits for %2 seconds at most, and that time is over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 asked for the lease on %2 and said that it would wait up to %3 seconds.</source>
        <translation>
            <numerusform>%1 asked for the lease on %2 and said that it would wait up to %3 second.</numerusform>
            <numerusform>%1 asked for the lease on %2 and said that it would wait up to %3 seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updates were lost</source>
        <translation>
            <numerusform>%n update was lost</numerusform>
            <numerusform>%n updates were lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1’s updates were lost</source>
        <translation>
            <numerusform>%n of %1’s updates was lost</numerusform>
            <numerusform>%n of %1’s updates were lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Since then there had been %n saves; the last is %1’s %2, %3.</source>
        <translation>
            <numerusform>Since then there had been %n save; it is %1’s %2, %3.</numerusform>
            <numerusform>Since then there had been %n saves; the last is %1’s %2, %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>waits, %n before it</source>
        <comment>clients</comment>
        <translation>
            <numerusform>waits, %n before it</numerusform>
            <numerusform>waits, %n before it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lost, nobody told</source>
        <comment>updates</comment>
        <translation>
            <numerusform>%n lost, nobody told</numerusform>
            <numerusform>%n lost, nobody told</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused, and told</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%n refused, and told</numerusform>
            <numerusform>%n refused, and told</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n never answered</source>
        <comment>requests</comment>
        <translation>
            <numerusform>%n never answered</numerusform>
            <numerusform>%n never answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n before it</source>
        <comment>lost versions</comment>
        <translation>
            <numerusform>%n before it</numerusform>
            <numerusform>%n before it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %1 orders</source>
        <translation>
            <numerusform>all %1 order</numerusform>
            <numerusform>all %1 orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the %1 that lose: %2</source>
        <comment>orders; a rule</comment>
        <translation>
            <numerusform>the %1 that loses: %2</numerusform>
            <numerusform>the %1 that lose: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only the %1 orders that lose
Under any of the rules.</source>
        <translation>
            <numerusform>only the %1 order that loses
Under any of the rules.</numerusform>
            <numerusform>only the %1 orders that lose
Under any of the rules.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the %1 where rules differ
Not the same verdict under every rule.</source>
        <comment>orders</comment>
        <translation>
            <numerusform>the %1 where rules differ
Not the same verdict under every rule.</numerusform>
            <numerusform>the %1 where rules differ
Not the same verdict under every rule.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The request has %n Host fields. Send one.</source>
        <translation>
            <numerusform>The request has %n Host field. Send one.</numerusform>
            <numerusform>The request has %n Host fields. Send one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A lease’s request has at most %n bytes: it takes &quot;ttl&quot;, or no body at all.</source>
        <translation>
            <numerusform>A lease’s request has at most %n byte: it takes &quot;ttl&quot;, or no body at all.</numerusform>
            <numerusform>A lease’s request has at most %n bytes: it takes &quot;ttl&quot;, or no body at all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients, each %1; %2; %3.</source>
        <comment>a program, what follows a refusal, the clock</comment>
        <translation>
            <numerusform>%n client, each %1; %2; %3.</numerusform>
            <numerusform>%n clients, each %1; %2; %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 orders.</source>
        <translation>
            <numerusform>%1 order.</numerusform>
            <numerusform>%1 orders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 writes over the versions of %2, which it never saw.</source>
        <comment>who; the authors</comment>
        <translation>
            <numerusform>%1 writes over %2’s version, which it never saw.</numerusform>
            <numerusform>%1 writes over the versions of %2, which it never saw.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 are refused, and told so.</source>
        <comment>who</comment>
        <translation>
            <numerusform>%1 is refused, and told so.</numerusform>
            <numerusform>%1 are refused, and told so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 read again and save.</source>
        <comment>who</comment>
        <translation>
            <numerusform>%1 reads again and saves.</numerusform>
            <numerusform>%1 read again and save.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reads of %1 wait until the lease is free, in this order.</source>
        <comment>who</comment>
        <translation>
            <numerusform>%1’s read waits until the lease is free.</numerusform>
            <numerusform>The reads of %1 wait until the lease is free, in this order.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The sales of %1, together %2, are still to be saved, and they know.</source>
        <comment>the clients; how many they sold</comment>
        <translation>
            <numerusform>%1’s sale of %2 is still to be saved, and %1 knows.</numerusform>
            <numerusform>The sales of %1, together %2, are still to be saved, and they know.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lost</source>
        <comment>versions</comment>
        <translation>
            <numerusform>%n lost</numerusform>
            <numerusform>%n lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %n lost</source>
        <comment>versions</comment>
        <translation>
            <numerusform>up to %n lost</numerusform>
            <numerusform>up to %n lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%1 refused</numerusform>
            <numerusform>%1 refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%1 waits</numerusform>
            <numerusform>%1 wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%1 lines are not here: nobody took them in time.)</source>
        <translation>
            <numerusform>(%1 line is not here: nobody took it in time.)</numerusform>
            <numerusform>(%1 lines are not here: nobody took them in time.)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at the end: expected %1 lost updates, got %2</source>
        <translation>
            <numerusform>at the end: expected %1 lost update, got %2</numerusform>
            <numerusform>at the end: expected %1 lost updates, got %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>lost versions</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You waited for %n seconds and did not get the lease: %1 holds it until %2 (UTC).</source>
        <translation>
            <numerusform>You waited for %n second and did not get the lease: %1 holds it until %2 (UTC).</numerusform>
            <numerusform>You waited for %n seconds and did not get the lease: %1 holds it until %2 (UTC).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You waited for %n seconds and did not get the lease: another holds it.</source>
        <translation>
            <numerusform>You waited for %n second and did not get the lease: another holds it.</numerusform>
            <numerusform>You waited for %n seconds and did not get the lease: another holds it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 orders</source>
        <translation>
            <numerusform>%1 order</numerusform>
            <numerusform>%1 orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your test probably ran one of the %n orders without overlap.</source>
        <translation>
            <numerusform>Your test probably ran the one order without overlap.</numerusform>
            <numerusform>Your test probably ran one of the %n orders without overlap.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %1 others can lose data</source>
        <comment>orders</comment>
        <translation>
            <numerusform>the %1 other can lose data</numerusform>
            <numerusform>all %1 others can lose data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %1 others lose data</source>
        <comment>orders</comment>
        <translation>
            <numerusform>the %1 other loses data</numerusform>
            <numerusform>all %1 others lose data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of the %2 others can lose data</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%1 of the %2 others can lose data</numerusform>
            <numerusform>%1 of the %2 others can lose data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of the %2 others lose data</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%1 of the %2 others loses data</numerusform>
            <numerusform>%1 of the %2 others lose data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reads of %1 wait</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%1’s read waits</numerusform>
            <numerusform>reads of %1 wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reads of %1 wait · none lost</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%1’s read waits · none lost</numerusform>
            <numerusform>reads of %1 wait · none lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%1 waits</numerusform>
            <numerusform>%1 wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 have to wait.</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>%1 has to wait.</numerusform>
            <numerusform>%1 have to wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures: %1 to %2</source>
        <translation>
            <numerusform>%n picture: %1 to %2</numerusform>
            <numerusform>%n pictures: %1 to %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people each wanted to sell one.</source>
        <translation>
            <numerusform>%n person wanted to sell one.</numerusform>
            <numerusform>%n people each wanted to sell one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people sold one each.</source>
        <translation>
            <numerusform>%n person sold one.</numerusform>
            <numerusform>%n people sold one each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people each wanted to sell %1.</source>
        <translation>
            <numerusform>%n person wanted to sell %1.</numerusform>
            <numerusform>%n people each wanted to sell %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people sold %1 each.</source>
        <translation>
            <numerusform>%n person sold %1.</numerusform>
            <numerusform>%n people sold %1 each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people each wanted to add %1.</source>
        <translation>
            <numerusform>%n person wanted to add %1.</numerusform>
            <numerusform>%n people each wanted to add %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people added %1 each.</source>
        <translation>
            <numerusform>%n person added %1.</numerusform>
            <numerusform>%n people added %1 each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were told “saved”.</source>
        <translation>
            <numerusform>%n was told “saved”.</numerusform>
            <numerusform>%n were told “saved”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were told “refused”.</source>
        <translation>
            <numerusform>%n was told “refused”.</numerusform>
            <numerusform>%n were told “refused”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were told nothing.</source>
        <translation>
            <numerusform>%n was told nothing.</numerusform>
            <numerusform>%n were told nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n have not saved.</source>
        <translation>
            <numerusform>%n has not saved.</numerusform>
            <numerusform>%n have not saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes were overwritten. Nobody was told.</source>
        <translation>
            <numerusform>%n change was overwritten. Nobody was told.</numerusform>
            <numerusform>%n changes were overwritten. Nobody was told.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is lost. %n refused clients know it, and can read again.</source>
        <translation>
            <numerusform>Nothing is lost. %n refused client knows it, and can read again.</numerusform>
            <numerusform>Nothing is lost. %n refused clients know it, and can read again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 have read it, and nobody has saved.</source>
        <translation>
            <numerusform>%n of %1 has read it, and nobody has saved.</numerusform>
            <numerusform>%n of %1 have read it, and nobody has saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saves arrived within %1; all of them were made on version %2.</source>
        <translation>
            <numerusform>%n save arrived within %1; it was made on version %2.</numerusform>
            <numerusform>%n saves arrived within %1; all of them were made on version %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saves arrived within %1.</source>
        <translation>
            <numerusform>%n save arrived within %1.</numerusform>
            <numerusform>%n saves arrived within %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saves arrived within %1; %2 of them were made on version %3.</source>
        <translation>
            <numerusform>%n save arrived within %1; %2 of them was made on version %3.</numerusform>
            <numerusform>%n saves arrived within %1; %2 of them were made on version %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people in the room save</source>
        <translation>
            <numerusform>%n person in the room saves</numerusform>
            <numerusform>%n people in the room save</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people in the room change %1</source>
        <translation>
            <numerusform>%n person in the room changes %1</numerusform>
            <numerusform>%n people in the room change %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>lost: %n more versions</source>
        <translation>
            <numerusform>lost: %n more version</numerusform>
            <numerusform>lost: %n more versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people made one change each.</source>
        <translation>
            <numerusform>%n person made one change.</numerusform>
            <numerusform>%n people made one change each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people made %1 changes.</source>
        <translation>
            <numerusform>%n person made %1 changes.</numerusform>
            <numerusform>%n people made %1 changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::AskBar</name>
    <message numerus="yes">
        <source>%1, %n votes of the room</source>
        <translation>
            <numerusform>%1, %n vote of the room</numerusform>
            <numerusform>%1, %n votes of the room</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::EveryOrderPage</name>
    <message numerus="yes">
        <source>%n clients</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::FieldEdit</name>
    <message numerus="yes">
        <source>%1 characters: %2…</source>
        <comment>a length and a beginning</comment>
        <translation>
            <numerusform>%1 character: %2…</numerusform>
            <numerusform>%1 characters: %2…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::LeaseLine</name>
    <message numerus="yes">
        <source>%1 and %n more wait</source>
        <comment>clients</comment>
        <translation>
            <numerusform>%1 and %n more wait</numerusform>
            <numerusform>%1 and %n more wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::OrdersModel</name>
    <message numerus="yes">
        <source>%1 lose</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%1 loses</numerusform>
            <numerusform>%1 lose</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%1 waits</numerusform>
            <numerusform>%1 wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%1 refused</numerusform>
            <numerusform>%1 refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::OrdersPane</name>
    <message numerus="yes">
        <source>%1 more orders below</source>
        <translation>
            <numerusform>%1 more order below</numerusform>
            <numerusform>%1 more orders below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::RequestOrders</name>
    <message numerus="yes">
        <source>Going through all %1 orders under each rule: %2 %.</source>
        <translation>
            <numerusform>Going through %1 order under each rule: %2 %.</numerusform>
            <numerusform>Going through all %1 orders under each rule: %2 %.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: nothing is lost in any of the %2 orders.</source>
        <translation>
            <numerusform>%1: nothing is lost in the %2 order.</numerusform>
            <numerusform>%1: nothing is lost in any of the %2 orders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of the %3 orders lose, together %4 versions.</source>
        <translation>
            <numerusform>%1: %2 of the %3 orders lose, together %4 version.</numerusform>
            <numerusform>%1: %2 of the %3 orders lose, together %4 versions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, with further attempts: %2 executions; %3 of them lose. A row stands for all whose first attempts come in its order.</source>
        <translation>
            <numerusform>%1, with further attempts: %2 execution; %3 of them lose. A row stands for all whose first attempts come in its order.</numerusform>
            <numerusform>%1, with further attempts: %2 executions; %3 of them lose. A row stands for all whose first attempts come in its order.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %1 orders</source>
        <translation>
            <numerusform>All %1 order</numerusform>
            <numerusform>All %1 orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::RoomPage</name>
    <message numerus="yes">
        <source>● %n here</source>
        <comment>in the room</comment>
        <translation>
            <numerusform>● %n here</numerusform>
            <numerusform>● %n here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::SaveMenu</name>
    <message numerus="yes">
        <source>%n lines are on the clipboard</source>
        <translation>
            <numerusform>%n line is on the clipboard</numerusform>
            <numerusform>%n lines are on the clipboard</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::SequenceView</name>
    <message numerus="yes">
        <source>%n new ↓</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n new ↓</numerusform>
            <numerusform>%n new ↓</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n new</source>
        <comment>messages</comment>
        <translation>
            <numerusform>Show %n new</numerusform>
            <numerusform>Show %n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events. Up and Down choose one.</source>
        <translation>
            <numerusform>%n event. Up and Down choose one.</numerusform>
            <numerusform>%n events. Up and Down choose one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::TransactionInspector</name>
    <message numerus="yes">
        <source>%n rows in all</source>
        <translation>
            <numerusform>%n row in all</numerusform>
            <numerusform>%n rows in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::TransactionOrderSource</name>
    <message numerus="yes">
        <source>Cancelled: %n of the orders were run.</source>
        <translation>
            <numerusform>Cancelled: %n of the orders was run.</numerusform>
            <numerusform>Cancelled: %n of the orders were run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %n orders</source>
        <translation>
            <numerusform>the %n order</numerusform>
            <numerusform>all %n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only the %n that are wrong</source>
        <comment>orders</comment>
        <translation>
            <numerusform>only the %n that is wrong</numerusform>
            <numerusform>only the %n that are wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only the %n that are possible</source>
        <comment>orders</comment>
        <translation>
            <numerusform>only the %n that is possible</numerusform>
            <numerusform>only the %n that are possible</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no order goes wrong; in %n somebody is refused</source>
        <comment>a number of orders</comment>
        <translation>
            <numerusform>no order goes wrong; in %n somebody is refused</numerusform>
            <numerusform>no order goes wrong; in %n somebody is refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no order goes wrong; in %n somebody waits</source>
        <comment>a number of orders</comment>
        <translation>
            <numerusform>no order goes wrong; in %n somebody waits</numerusform>
            <numerusform>no order goes wrong; in %n somebody waits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 orders go wrong: %3</source>
        <translation>
            <numerusform>%1 of %2 orders goes wrong: %3</numerusform>
            <numerusform>%1 of %2 orders go wrong: %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 orders lose an update</source>
        <translation>
            <numerusform>%1 of %2 orders loses an update</numerusform>
            <numerusform>%1 of %2 orders lose an update</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 orders read what was never committed</source>
        <translation>
            <numerusform>%1 of %2 orders reads what was never committed</numerusform>
            <numerusform>%1 of %2 orders read what was never committed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 orders go wrong</source>
        <translation>
            <numerusform>%1 of %2 orders goes wrong</numerusform>
            <numerusform>%1 of %2 orders go wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 orders were run.</source>
        <translation>
            <numerusform>%1: %2 of %3 orders was run.</numerusform>
            <numerusform>%1: %2 of %3 orders were run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n orders</source>
        <translation>
            <numerusform>The %n order</numerusform>
            <numerusform>All %n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::TransactionOrdersModel</name>
    <message numerus="yes">
        <source>%n wrong</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%n wrong</numerusform>
            <numerusform>%n wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n results</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait</source>
        <comment>orders in which somebody waits</comment>
        <translation>
            <numerusform>%n waits</numerusform>
            <numerusform>%n wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kinds</source>
        <comment>of what goes wrong</comment>
        <translation>
            <numerusform>%n kind</numerusform>
            <numerusform>%n kinds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n orders</source>
        <translation>
            <numerusform>in %n order</numerusform>
            <numerusform>in %n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do not</source>
        <comment>orders in which nobody waits</comment>
        <translation>
            <numerusform>%n does not</numerusform>
            <numerusform>%n do not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are not</source>
        <comment>orders in which nobody is refused</comment>
        <translation>
            <numerusform>%n is not</numerusform>
            <numerusform>%n are not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n possible</source>
        <comment>orders</comment>
        <translation>
            <numerusform>%n possible</numerusform>
            <numerusform>%n possible</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::TwoClientsPage</name>
    <message numerus="yes">
        <source>%n messages of others were left out: they are in Last session, under Recent.</source>
        <translation>
            <numerusform>%n message of others was left out: it is in Last session, under Recent.</numerusform>
            <numerusform>%n messages of others were left out: they are in Last session, under Recent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n messages of others were left out, and could not be kept as Last session.</source>
        <translation>
            <numerusform>%n message of others was left out, and could not be kept as Last session.</numerusform>
            <numerusform>%n messages of others were left out, and could not be kept as Last session.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n messages after it will be cut. All of it is kept as Last session, under Recent.</source>
        <translation>
            <numerusform>The %n message after it will be cut. All of it is kept as Last session, under Recent.</numerusform>
            <numerusform>The %n messages after it will be cut. All of it is kept as Last session, under Recent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::ValuePopup</name>
    <message numerus="yes">
        <source>%1: %2 characters</source>
        <comment>a field and its length</comment>
        <translation>
            <numerusform>%1: %2 character</numerusform>
            <numerusform>%1: %2 characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>interleave::VoteBars</name>
    <message numerus="yes">
        <source>%1: %n votes, right</source>
        <translation>
            <numerusform>%1: %n vote, right</numerusform>
            <numerusform>%1: %n votes, right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n votes</source>
        <translation>
            <numerusform>%1: %n vote</numerusform>
            <numerusform>%1: %n votes</numerusform>
        </translation>
    </message>
</context>
</TS>
