import speakers.pictures
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('speakers', '0005_add_stale_translations'),
    ]

    operations = [
        migrations.AddField(
            model_name='organization',
            name='logo_sizes',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='speaker',
            name='photo_sizes',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='organization',
            name='logo',
            field=speakers.pictures.PictureField(blank=True, cut='logo', focus=(), help_text='JPEG, PNG or WebP, at most 10 MB. Without one, the name stands in its place.', upload_to='logos/', validators=[speakers.pictures.picture_file], verbose_name='logo'),
        ),
        migrations.AlterField(
            model_name='speaker',
            name='photo',
            field=speakers.pictures.PictureField(blank=True, cut='portrait', focus=('photo_focus_x', 'photo_focus_y'), help_text='JPEG, PNG or WebP, at most 10 MB. Without one, the page simply has no picture.', upload_to='photos/', validators=[speakers.pictures.picture_file], verbose_name='photo'),
        ),
    ]
