<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>BindingField</name>
    <message numerus="yes">
        <source>It belongs to %n item(s), which is as many as the portal allows.</source>
        <translation>
            <numerusform>It belongs to %n item, which is as many as the portal allows.</numerusform>
            <numerusform>It belongs to %n items, which is as many as the portal allows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallDetails</name>
    <message numerus="yes">
        <source>… cut: %n characters in all</source>
        <translation>
            <numerusform>… cut: %n characters in all</numerusform>
            <numerusform>… cut: %n characters in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallModel</name>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>batch of %n command(s)</source>
        <translation>
            <numerusform>batch of %n command</numerusform>
            <numerusform>batch of %n commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerPanel</name>
    <message numerus="yes">
        <source>%n activities like it were created since. Look at the timeline, then say.</source>
        <translation>
            <numerusform>%n activities like it were created since. Look at the timeline, then say.</numerusform>
            <numerusform>%n activities like it were created since. Look at the timeline, then say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n file(s). This may take a while.</source>
        <translation>
            <numerusform>Sending %n file. This may take a while.</numerusform>
            <numerusform>Sending %n files. This may take a while.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal sends it to %n address(es) at once.</source>
        <translation>
            <numerusform>The portal sends it to %n address at once.</numerusform>
            <numerusform>The portal sends it to %n addresses at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message numerus="yes">
        <source>%n field(s) saved.</source>
        <translation>
            <numerusform>%n field saved.</numerusform>
            <numerusform>%n fields saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Distance</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hour(s)</source>
        <translation>
            <numerusform>in %n hour</numerusform>
            <numerusform>in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minute(s)</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message numerus="yes">
        <source>Save %n change(s)</source>
        <translation>
            <numerusform>Save %n change</numerusform>
            <numerusform>Save %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%n day(s) before</source>
        <translation>
            <numerusform>%n day before</numerusform>
            <numerusform>%n days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) before</source>
        <translation>
            <numerusform>%n hour before</numerusform>
            <numerusform>%n hours before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) before</source>
        <translation>
            <numerusform>%n minute before</numerusform>
            <numerusform>%n minutes before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %n day(s)</source>
        <translation>
            <numerusform>overdue by %n day</numerusform>
            <numerusform>overdue by %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %n hour(s)</source>
        <translation>
            <numerusform>overdue by %n hour</numerusform>
            <numerusform>overdue by %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %n minute(s)</source>
        <translation>
            <numerusform>overdue by %n minute</numerusform>
            <numerusform>overdue by %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LimitsGauge</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal asked to wait: %n second(s)</source>
        <translation>
            <numerusform>The portal asked to wait: %n second</numerusform>
            <numerusform>The portal asked to wait: %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PingWords</name>
    <message numerus="yes">
        <source>%n day(s) before</source>
        <translation>
            <numerusform>%n day before</numerusform>
            <numerusform>%n days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) before</source>
        <translation>
            <numerusform>%n hour before</numerusform>
            <numerusform>%n hours before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min before</source>
        <translation>
            <numerusform>%n min before</numerusform>
            <numerusform>%n min before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message numerus="yes">
        <source>Saving %n change(s)</source>
        <translation>
            <numerusform>Saving %n change</numerusform>
            <numerusform>Saving %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowWords</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>Done, %n activity(s)</source>
        <translation>
            <numerusform>Done, %n activity</numerusform>
            <numerusform>Done, %n activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To do, %n activity(s)</source>
        <translation>
            <numerusform>To do, %n activity</numerusform>
            <numerusform>To do, %n activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n companies</source>
        <translation>
            <numerusform>%n company</numerusform>
            <numerusform>%n companies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deal(s)</source>
        <translation>
            <numerusform>%n deal</numerusform>
            <numerusform>%n deals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lead(s)</source>
        <translation>
            <numerusform>%n lead</numerusform>
            <numerusform>%n leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncLine</name>
    <message numerus="yes">
        <source>%n activity(ies) of the portal could not be read</source>
        <translation>
            <numerusform>%n activity of the portal could not be read</numerusform>
            <numerusform>%n activities of the portal could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayWords</name>
    <message numerus="yes">
        <source>in %n minute(s)</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>open deals and leads without a next step; the newest %n are shown</source>
        <translation>
            <numerusform>open deals and leads without a next step; the newest %n are shown</numerusform>
            <numerusform>open deals and leads without a next step; the newest %n are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypesPage</name>
    <message numerus="yes">
        <source>It is too large: at most %n MB.</source>
        <translation>
            <numerusform>It is too large: at most %n MB.</numerusform>
            <numerusform>It is too large: at most %n MB.</numerusform>
        </translation>
    </message>
</context>
</TS>
