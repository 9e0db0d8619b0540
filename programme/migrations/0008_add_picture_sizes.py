import speakers.pictures
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0007_add_session_moves'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='picture_sizes',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='event',
            name='picture',
            field=speakers.pictures.PictureField(blank=True, cut='cover', focus=(), help_text='JPEG, PNG or WebP, at most 10 MB, wider than high.', upload_to='events/', validators=[speakers.pictures.picture_file], verbose_name='picture'),
        ),
    ]
